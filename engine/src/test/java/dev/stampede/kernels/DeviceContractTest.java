package dev.stampede.kernels;

import dev.stampede.runtime.ProcessUse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What [KernelContractTest] asks of the other backends, of the CUDA kernels over the emulation of a device: with
/// ample memory and threads in order, and with little memory and threads backwards.
class DeviceContractTest {
    /// Device memory that cuts ranges into several chunks; the largest piece of work just fits.
    private static final long LITTLE = 5_900_000;

    static List<KernelCase<?>> cases() {
        return Contract.casesOn(Backend.CUDA);
    }

    @BeforeEach
    void needsTheLibrary() {
        TestKernels.assumeEmulation();
    }

    @AfterEach
    void forget() {
        TestKernels.endEmulation();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    <K extends Kernel> void keepsTheContractWithAmpleMemory(KernelCase<K> each) {
        check(each, "true", 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    <K extends Kernel> void keepsTheContractWithLittleMemoryAndThreadsBackwards(KernelCase<K> each) {
        check(each, "backwards", LITTLE);
    }

    private static <K extends Kernel> void check(KernelCase<K> each, String order, long maxBytes) {
        TestKernels.emulate(order, maxBytes);
        var kernel = each.family().variants().get(Backend.CUDA).get();
        Contract.agrees(each, kernel);
        Contract.places(each, kernel);
        Contract.threads(each, kernel);
    }

    /// The filters take a hundred times as long as the others and are called one time in ten.
    @Test
    void aThousandCallsOfEachKernelLeaveNothingBehind() throws Exception {
        TestKernels.emulate("true", 0);

        ProcessUse.assertNothingIsLeft(50_000, call -> {
            for (var each : cases()) {
                if (call % 10 == 0 || !each.family().id().contains("_clap_")) {
                    call(each);
                }
            }
        });
    }

    private static <K extends Kernel> void call(KernelCase<K> each) {
        Contract.results(each, each.family().variants().get(Backend.CUDA).get(), 9, Trial.Content.PLAIN, null, null);
    }
}
