package dev.stampede.synth;

/// Where a fire went through, and how severely: full in the middle, patchy towards its edge, with islands
/// it spared.
final class FireScar {
    private final OpticalOptions options;
    private final Noise noise;

    FireScar(OpticalOptions options) {
        this.options = options;
        this.noise = new Noise(options.seed(), Streams.FIRE);
    }

    /// Distance from the middle of the scar in units of its radius.
    static double distance(OpticalOptions options, double col, double row) {
        double radius = Math.min(0.155 * Math.min(options.width(), options.height()), 600);
        return Math.hypot((col - 0.27 * options.width()) / 1.3, row - 0.66 * options.height()) / radius;
    }

    /// Share of the ground that is charred right after the fire, 0 to 1; 0 where nothing can burn.
    double severity(int col, int row, Cover cover) {
        if (!options.burnScar() || cover.isWater() || cover == Cover.VILLAGE) {
            return 0;
        }
        double d = distance(options, col, row);
        if (d > 1.6) {
            return 0;
        }
        double front = 1 + 0.34 * noise.fractal(col / 55.0, row / 55.0, 4);
        double inside = 1 - Noise.step(0.55, 1.0, d / front);
        double patches = 0.86 + 0.3 * noise.fractal(col / 22.0 + 500, row / 22.0, 4);
        double spared = Noise.step(0.5, 0.7, noise.fractal(col / 34.0, row / 34.0 + 500, 3));
        double reach = cover.isField() ? 0.7 : 1;
        return Math.clamp(inside * patches * (1 - spared) * reach, 0, 1);
    }
}
