package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Trial.Content;
import dev.stampede.kernels.Trial.Result;
import dev.stampede.runtime.ProcessUse;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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
    /// Around 2, 4, 8 and 16 lanes.
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};

    private static final String EMULATE = "stampede.cuda.emulate";

    /// Device memory that cuts ranges into several chunks; the largest piece of work just fits.
    private static final long LITTLE = 5_900_000;

    /// Large enough for blocks of all kernels to overlap in time.
    private static final int LARGE = 300;

    static List<KernelCase<?>> cases() {
        return Stream.of(StageCases.all(), SolveCases.all(), RasterCases.all())
                .flatMap(List::stream)
                .toList();
    }

    /// Native kernels once for every instruction set of the processor.
    static List<Arguments> casesAndKernels() {
        var list = new ArrayList<Arguments>();
        for (var each : cases()) {
            for (var kernel : TestKernels.of(each.family())) {
                list.add(Arguments.of(each, kernel));
            }
        }
        return list;
    }

    /// Kernels as a run gets them.
    static List<Arguments> casesAndBackends() {
        var list = new ArrayList<Arguments>();
        for (var each : cases()) {
            for (var backend : each.family().variants().keySet()) {
                if (backend != Backend.CUDA && registry().availability(backend).available()) {
                    list.add(Arguments.of(each, backend));
                }
            }
        }
        return list;
    }

    static List<KernelCase<?>> casesForDevices() {
        return cases().stream()
                .filter(each -> each.family().variants().containsKey(Backend.CUDA))
                .toList();
    }

    private static KernelRegistry registry() {
        return new KernelRegistry(List.of(), Backends.availability(), null, Map.of());
    }

    @AfterEach
    void forgetTheDevice() {
        if (System.clearProperty(EMULATE) != null) {
            CudaKernels.configure(new CudaKernels.Settings(0, 0));
        }
    }

    @Test
    void everyFamilyIsCovered() {
        assertThat(cases())
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
        agrees(each, kernel);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesAndKernels")
    <K extends Kernel> void resultsDoNotDependOnWherePlanesLieAndNothingElseIsTouched(KernelCase<K> each, K kernel) {
        places(each, kernel);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casesForDevices")
    <K extends Kernel> void theSameHoldsForTheEmulatedDevice(KernelCase<K> each) {
        var library = TestKernels.emulation();
        assumeTrue(
                library instanceof NativeLibrary.Loaded,
                library instanceof NativeLibrary.Missing missing ? missing.reason() : "");
        for (String order : List.of("true", "backwards")) {
            System.setProperty(EMULATE, order);
            CudaKernels.configure(new CudaKernels.Settings(0, order.equals("true") ? 0 : LITTLE));
            var kernel = each.family().variants().get(Backend.CUDA).get();
            agrees(each, kernel);
            places(each, kernel);
            threads(each, kernel);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesAndBackends")
    <K extends Kernel> void threadsAtOnceGiveTheResultOfOne(KernelCase<K> each, Backend backend) {
        threads(each, registry().get(each.family(), backend));
    }

    @Test
    void aThousandCallsOfEachKernelOnTheEmulatedDeviceLeaveNothingBehind() throws Exception {
        var library = TestKernels.emulation();
        assumeTrue(
                library instanceof NativeLibrary.Loaded,
                library instanceof NativeLibrary.Missing missing ? missing.reason() : "");
        System.setProperty(EMULATE, "true");
        CudaKernels.configure(new CudaKernels.Settings(0, 0));

        ProcessUse.assertNothingIsLeft(50_000, _ -> casesForDevices().forEach(KernelContractTest::onDevice));
    }

    private static <K extends Kernel> void onDevice(KernelCase<K> each) {
        results(each, each.family().variants().get(Backend.CUDA).get(), 9, Content.PLAIN, null, null);
    }

    private static <K extends Kernel> void agrees(KernelCase<K> each, K kernel) {
        var reference = each.family().variants().get(Backend.REFERENCE).get();
        for (int n : SIZES) {
            for (var content : Content.values()) {
                var expected = results(each, reference, n, content, null, null);
                var actual = results(each, kernel, n, content, null, null);
                compare(each + " of " + n + ", " + content, expected, actual);
            }
        }
    }

    private static <K extends Kernel> void places(KernelCase<K> each, K kernel) {
        for (int n : SIZES) {
            var expected = results(each, kernel, n, Content.GAPS, null, null);
            for (long shift : new long[] {4, 1}) {
                try (var inputs = new PaddedArena(shift);
                        var outputs = new PaddedArena(8)) {
                    var actual = results(each, kernel, n, Content.GAPS, inputs, outputs);
                    String where = each + " of " + n + ", inputs " + shift + " bytes off";
                    same(where, expected, actual);
                    assertThat(inputs.intact() && outputs.intact())
                            .as(where + ": what lies around planes is as it was")
                            .isTrue();
                }
            }
        }
    }

    private static <K extends Kernel> void threads(KernelCase<K> each, K kernel) {
        int n = each.family().id().startsWith("fft") || each.family().id().equals("mosaic_resample") ? 64 : LARGE;
        var expected = results(each, kernel, n, Content.PLAIN, null, null);
        var others = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    var all = new ArrayList<List<Result>>();
                    for (int i = 0; i < 3; i++) {
                        all.add(results(each, kernel, n, Content.PLAIN, null, null));
                    }
                    return all;
                }))
                .limit(2)
                .toList();
        for (var other : others) {
            for (var actual : other.join()) {
                same(each + " in two threads", expected, actual);
            }
        }
    }

    /// In memory as it comes where no arena is given.
    private static <K extends Kernel> List<Result> results(
            KernelCase<K> each, K kernel, int n, Content content, Arena inputs, Arena outputs) {
        try (var own = Arena.ofShared()) {
            var trial = new Trial(n, content, inputs == null ? own : inputs, outputs == null ? own : outputs);
            each.run(kernel, trial);
            return trial.results();
        }
    }

    /// To the bit.
    private static void same(String where, List<Result> expected, List<Result> actual) {
        assertThat(actual).as(where).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).values())
                    .as(where + ": " + expected.get(i).name())
                    .isEqualTo(expected.get(i).values());
        }
    }

    private static void compare(String where, List<Result> expected, List<Result> actual) {
        assertThat(actual).as(where).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            compare(where, expected.get(i), actual.get(i).values());
        }
    }

    private static void compare(String where, Result expected, double[] actual) {
        double largest = 0;
        for (double e : expected.values()) {
            largest = Double.isFinite(e) ? Math.max(largest, Math.abs(e)) : largest;
        }
        double bound = expected.absolute() + expected.relative() * largest;
        for (int i = 0; i < actual.length; i++) {
            double e = expected.values()[i];
            double a = actual[i];
            if (e == a || Double.isNaN(e) && Double.isNaN(a)) {
                continue;
            }
            double difference = a - e;
            if (Double.isFinite(expected.period())) {
                difference = Math.IEEEremainder(difference, expected.period());
            }
            if (!(Math.abs(difference) <= bound)) {
                fail("%s: %s, value %d is %s, reference %s, bound %s"
                        .formatted(where, expected.name(), i, a, e, bound));
            }
        }
    }
}
