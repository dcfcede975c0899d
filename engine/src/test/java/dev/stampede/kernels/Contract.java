package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.stampede.kernels.Trial.Content;
import dev.stampede.kernels.Trial.Result;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// The checks of [KernelContractTest] and [DeviceContractTest].
final class Contract {
    /// Around 2, 4, 8 and 16 lanes.
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};

    /// Large enough for the work of two threads to overlap in time.
    private static final int LARGE = 300;

    private Contract() {}

    /// Work for every family.
    static List<KernelCase<?>> cases() {
        return Stream.of(StageCases.all(), SolveCases.all(), RasterCases.all(), MosaicCases.all())
                .flatMap(List::stream)
                .toList();
    }

    /// Work for the families that a backend implements.
    static List<KernelCase<?>> casesOn(Backend backend) {
        return cases().stream()
                .filter(each -> each.family().variants().containsKey(backend))
                .toList();
    }

    /// Results are those of the reference within the bound of the contract.
    static <K extends Kernel> void agrees(KernelCase<K> each, K kernel) {
        var reference = each.family().variants().get(Backend.REFERENCE).get();
        for (int n : SIZES) {
            for (var content : Content.values()) {
                var expected = results(each, reference, n, content, null, null);
                var actual = results(each, kernel, n, content, null, null);
                compare(each + " of " + n + ", " + content, expected, actual);
            }
        }
    }

    /// Results do not depend on where planes lie; inputs and what lies around planes stay as they are.
    static <K extends Kernel> void places(KernelCase<K> each, K kernel) {
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

    /// Two threads at once get what one gets.
    static <K extends Kernel> void threads(KernelCase<K> each, K kernel) {
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
    static <K extends Kernel> List<Result> results(
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
