package dev.stampede.insar.synth;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// One image: when and from where it was taken, and what its path added.
///
/// @param date        day
/// @param days        days after the reference image
/// @param bperp       perpendicular baseline at the scene centre, m
/// @param cross       cross-track baseline, m, and `crossRate` its rate, m/s
/// @param normal      normal baseline, m, and `normalRate` its rate, m/s
/// @param gain        radiometric gain
/// @param turbulent   deviation of the turbulent delay, rad
/// @param stratified  stratified delay, rad per 100 m of height
/// @param rampAcross  orbital ramp, rad over the scene size
/// @param rampAlong   likewise along the track
record Acquisition(
        LocalDate date,
        double days,
        double bperp,
        double cross,
        double normal,
        double crossRate,
        double normalRate,
        double gain,
        double turbulent,
        double stratified,
        double rampAcross,
        double rampAlong) {
    private static final DateTimeFormatter NAME = DateTimeFormatter.BASIC_ISO_DATE;

    /// `YYYYMMDD`.
    String name() {
        return date.format(NAME);
    }

    /// Perpendicular baseline at a pixel, m.
    double bperpAt(Scene scene, int line, int sample) {
        return perpendicular(scene.time(line), scene.look(sample));
    }

    /// The same between pixels.
    double bperpAt(Scene scene, double line, double sample) {
        return perpendicular(scene.time(line), scene.lookAt(sample));
    }

    private double perpendicular(double t, double look) {
        return (cross + crossRate * t) * Math.cos(look) - (normal + normalRate * t) * Math.sin(look);
    }

    /// All images in order of date; baselines are zero at `reference`.
    static List<Acquisition> all(SynthOptions options, Scene scene, int reference) {
        var plan = options.acquisitions();
        var days = dates(options);
        var baselines = new KeyedRandom(options.seed(), Stream.BASELINES);
        var rates = new KeyedRandom(options.seed(), Stream.RATES);
        var gains = new KeyedRandom(options.seed(), Stream.GAINS);
        var delays = new KeyedRandom(options.seed(), Stream.DELAYS);
        double meanLook = 0;
        for (int x = 0; x < scene.width(); x++) {
            meanLook += scene.look(x) / scene.width();
        }
        double rateScale = 0.05 * scene.prf() / 150;
        var list = new ArrayList<Acquisition>();
        for (int i = 0; i < plan.images(); i++) {
            double own = i == reference ? 0 : 1;
            double perpendicular = own * plan.bperpStd() * baselines.normal(2L * i);
            double parallel = own * 0.4 * plan.bperpStd() * baselines.normal(2L * i + 1);
            list.add(new Acquisition(
                    days.get(i),
                    ChronoUnit.DAYS.between(days.get(reference), days.get(i)),
                    perpendicular,
                    micro(perpendicular * Math.cos(meanLook) + parallel * Math.sin(meanLook)),
                    micro(-perpendicular * Math.sin(meanLook) + parallel * Math.cos(meanLook)),
                    micro(own * rateScale * rates.normal(2L * i)),
                    micro(own * rateScale * rates.normal(2L * i + 1)),
                    55 * (0.8 + 0.45 * gains.uniform(i)),
                    options.path().turbulent() * (0.6 + 0.8 * delays.uniform(100L * i)),
                    options.path().stratified() * delays.normal(100L * i + 10),
                    options.path().ramp() * delays.normal(100L * i + 20),
                    options.path().ramp() * delays.normal(100L * i + 30)));
        }
        return list;
    }

    private static List<LocalDate> dates(SynthOptions options) {
        var plan = options.acquisitions();
        var random = new KeyedRandom(options.seed(), Stream.DATES);
        var days = new ArrayList<LocalDate>();
        var day = plan.firstDate();
        for (int i = 0; i < plan.images(); i++) {
            days.add(day);
            day = day.plusDays((long) plan.stepDays() * (random.uniform(i) < plan.gapProbability() ? 2 : 1));
        }
        return days;
    }

    /// Rounded to the digits the baseline files carry.
    private static double micro(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
