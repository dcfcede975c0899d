package stories;

import dev.stampede.operators.axes.ApplyToBands;
import dev.stampede.operators.axes.Subsample;
import dev.stampede.operators.checks.Diff;
import dev.stampede.operators.checks.DiffException;
import dev.stampede.operators.core.AssertDType;
import dev.stampede.operators.core.AssertHasAttribute;
import dev.stampede.operators.core.AssertShape;
import dev.stampede.operators.core.Cache;
import dev.stampede.operators.core.Coalesce;
import dev.stampede.operators.core.ErrorKind;
import dev.stampede.operators.core.Histogram;
import dev.stampede.operators.core.Lambda;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Profile;
import dev.stampede.operators.core.Provenance;
import dev.stampede.operators.core.QcException;
import dev.stampede.operators.core.Quarantine;
import dev.stampede.operators.core.Retry;
import dev.stampede.operators.core.Spy;
import dev.stampede.operators.core.Try;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.operators.radiometry.ToFloat32;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;
import support.Story;

/// 02 Idioms: profile, histogram, fallback, retry, cache, checks, quarantine, and recipes built from them.
public final class Idioms {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Idioms::tell);
    }

    public static void tell(Story story) {
        var raster = small();
        watching(story, raster);
        failing(story);
        checking(story, raster);
        recipes(story, raster);
    }

    /// Four bands of 6 x 8 numbers, 1000 more in each band.
    private static GeoRaster small() {
        var values = ArrayView.allocate(Arena.ofAuto(), DType.UINT16, 4, 6, 8);
        for (int band = 0; band < 4; band++) {
            for (int row = 0; row < 6; row++) {
                for (int col = 0; col < 8; col++) {
                    values.set(1000 * (band + 1) + 10 * row + col, band, row, col);
                }
            }
        }
        return GeoRaster.of(values, Affine.northUp(600_000, 5_200_000, 10, 10));
    }

    private static void values(GeoRaster raster, DoubleConsumer consumer) {
        var v = raster.values();
        for (int row = 0; row < v.rows(); row++) {
            for (int col = 0; col < v.size(-1); col++) {
                consumer.accept(v.reshape((int) v.rows(), v.size(-1)).get(row, col));
            }
        }
    }

    private static void watching(Story story, GeoRaster raster) {
        story.say("How long steps take, by the name of their class:");
        var profile = new Profile();
        var timed = profile.wrap(new ToFloat32()).then(profile.wrap(new DNToReflectance(1e-4, 0)));
        for (int i = 0; i < 3; i++) {
            timed.apply(raster);
        }
        profile.report()
                .forEach((name, row) -> story.say(String.format("  %-18s %d calls, %.6f s each", name, row.calls(), row.meanSeconds())));
        var report = profile.report();
        story.number("profiled", report.keySet());
        story.number("calls", report.get("ToFloat32").calls());

        story.say("Histograms at two points of a chain, over a fixed range:");
        var histogram = Histogram.<GeoRaster>fixed(5, 0, 5000, Idioms::values);
        histogram.<GeoRaster>at("raw").then(new DNToReflectance(0.5, 0)).then(histogram.at("half")).apply(raster);
        story.number("raw", Arrays.toString(histogram.results().get("raw").counts()));
        story.number("half", Arrays.toString(histogram.results().get("half").counts()));
    }

    private static void failing(Story story) {
        story.say("A fallback where a division fails:");
        Operator<Integer, Integer> divide = Lambda.of("100 / x", v -> 100 / v);
        var safe = new Try<Integer, Integer>(divide, Lambda.of("minus one", v -> -1), ArithmeticException.class);
        story.number("tried 4 and 0", List.of(safe.apply(4), safe.apply(0)));

        story.say("The first good answer of three sources:");
        var sources = List.<Operator<Integer, Integer>>of(
                Lambda.of("broken", v -> {
                    throw new IllegalStateException("offline");
                }),
                Lambda.of("empty", v -> 0),
                Lambda.of("good", v -> v + 1));
        var coalesce = new Coalesce<Integer, Integer>(sources, v -> v > 0, ErrorKind.of(IllegalStateException.class));
        story.number("coalesced 41", coalesce.apply(41));

        story.say("A call that fails twice, tried again with growing pauses:");
        var calls = new int[1];
        var pauses = new ArrayList<Duration>();
        Operator<Integer, Integer> flaky = Lambda.of("flaky", v -> {
            if (++calls[0] < 3) {
                throw new IllegalStateException("attempt " + calls[0]);
            }
            return v;
        });
        var retry = new Retry<Integer, Integer>(
                new Retry.Settings(flaky, 4, 0.5, ErrorKind.of(IllegalStateException.class)), pauses::add);
        story.number("retried", retry.apply(7));
        story.number("attempts", calls[0]);
        story.number("pauses", pauses.toString());
    }

    private static void checking(Story story, GeoRaster raster) {
        story.say("Results remembered by the content of the input:");
        var cache = new Cache<GeoRaster, GeoRaster>(new DNToReflectance(1e-4, 0));
        cache.apply(raster);
        cache.apply(raster);
        cache.apply(new Subsample(2).apply(raster));
        story.number("hits and misses", List.of(cache.hits(), cache.misses()));

        story.say("Checks inside a chain:");
        var wanted = new AssertShape<GeoRaster>(List.of(OptionalInt.of(4), OptionalInt.empty(), OptionalInt.empty()));
        story.number("shape is right", wanted.apply(raster) == raster);
        story.number("wrong shape", message(() ->
                new AssertShape<GeoRaster>(List.of(OptionalInt.of(3), OptionalInt.empty(), OptionalInt.empty())).apply(raster)));
        story.number("wrong type", message(() -> new AssertDType<GeoRaster>("float32").apply(raster)));
        story.number("no reference system", message(() -> new AssertHasAttribute<GeoRaster>("crs").apply(raster)));

        story.say("Bad items set aside:");
        var bad = new ArrayList<Integer>();
        var quarantine = new Quarantine<Integer>(v -> v >= 0, null, bad::add);
        var kept = new ArrayList<Integer>();
        for (int v : new int[] {3, -1, 4, -5}) {
            kept.add(quarantine.apply(v));
        }
        story.number("kept", kept);
        story.number("quarantined", bad);
    }

    private static String message(Runnable check) {
        try {
            check.run();
            return "passed";
        } catch (QcException e) {
            return e.getMessage();
        }
    }

    private static void recipes(Story story, GeoRaster raster) {
        story.say("A spy sees every call of a class while a piece of code runs:");
        var spied = new ArrayList<String>();
        var chain = new DNToReflectance(1e-4, 0).then(new NDVI(2, 3));
        Spy.on(NDVI.class, (op, in, out) -> spied.add(op.name() + " gave " + ((GeoRaster) out).values().rank() + " axes"))
                .during(() -> chain.apply(raster));
        story.number("spied", spied);

        story.say("A result against a reference:");
        var ndvi = chain.apply(raster);
        story.number("equal", new Diff(ndvi).apply(chain.apply(raster)).width());
        try {
            new Diff(ndvi, 1e-6).apply(new DNToReflectance(1.01, 0).apply(ndvi));
        } catch (DiffException e) {
            story.number("different", e.getMessage());
        }

        story.say("How a result was made travels with it:");
        var made = (GeoRaster) new Provenance<>(chain).apply(raster);
        var provenance = (java.util.Map<?, ?>) made.attribute(Provenance.ATTRIBUTE);
        story.number("operators", provenance.get("operators"));
        story.number("hash digits", provenance.get("pipeline_hash").toString().length());

        story.say("Every second pixel; one operator on each band:");
        story.number("subsampled", Arrays.toString(new Subsample(2).apply(raster).shape()));
        story.number("per band", Arrays.toString(new ApplyToBands(new ToFloat32(), 0).apply(raster).shape()));
    }
}
