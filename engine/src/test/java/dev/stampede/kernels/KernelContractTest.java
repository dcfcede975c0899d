package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every kernel family on every backend that can run here, at sizes around whole vectors: agreement
/// with the reference within the bound of the contract, gaps and zeros included, wherever planes lie and whatever
/// lies around them, and from several threads. The tests of the families know more about each.
///
/// The build runs this at the widths 128, 256 and 512 bits, with and without native code and the Vector API.
class KernelContractTest {
    /// Native kernels once for every instruction set of the processor.
    static List<Arguments> casesAndKernels() {
        var list = new ArrayList<Arguments>();
        for (var each : Contract.cases()) {
            for (var kernel : TestKernels.of(each.family())) {
                list.add(Arguments.of(each, kernel));
            }
        }
        return list;
    }

    /// Kernels as a run gets them.
    static List<Arguments> casesAndBackends() {
        var list = new ArrayList<Arguments>();
        for (var each : Contract.cases()) {
            for (var backend : each.family().variants().keySet()) {
                if (backend != Backend.CUDA && registry().availability(backend).available()) {
                    list.add(Arguments.of(each, backend));
                }
            }
        }
        return list;
    }

    private static KernelRegistry registry() {
        return new KernelRegistry(List.of(), Backends.availability(), null, Map.of());
    }

    @Test
    void everyFamilyIsCovered() {
        assertThat(Contract.cases())
                .as("cases of this test; a new family gets one")
                .extracting(each -> each.family().id())
                .containsExactlyInAnyOrderElementsOf(
                        KernelCatalog.families().stream().map(KernelFamily::id).toList());
    }

    @Test
    void vectorsHaveTheWidthThatIsAskedFor() {
        assumeTrue(VectorModule.availability().available(), "no Vector API");

        assertThat(VectorModule.bits()).isEqualTo(Integer.getInteger("stampede.vectorBits", VectorModule.bits()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesAndKernels")
    <K extends Kernel> void agreesWithTheReferenceWithGapsAndZeros(KernelCase<K> each, K kernel) {
        Contract.agrees(each, kernel);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesAndKernels")
    <K extends Kernel> void resultsDoNotDependOnWherePlanesLieAndNothingElseIsTouched(KernelCase<K> each, K kernel) {
        Contract.places(each, kernel);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesAndBackends")
    <K extends Kernel> void threadsAtOnceGiveTheResultOfOne(KernelCase<K> each, Backend backend) {
        Contract.threads(each, registry().get(each.family(), backend));
    }
}
