package dev.stampede.synth;

/// What lies at each pixel, for all dates: terrain, water, forest, villages, parcels of fields. Sizes are
/// in pixels, so that a scene of any size looks like a piece of the same land; one lake is laid where every
/// scene has it.
final class Ground {
    private static final int LAKE_CELL = 430;
    private static final int VILLAGE_CELL = 360;
    private static final int FIELD_CELL = 150;

    private final OpticalOptions options;
    private final Noise terrain;
    private final Noise lakes;
    private final Noise shores;
    private final Noise river;
    private final Noise forest;
    private final Noise stands;
    private final Noise villages;
    private final Noise blocks;
    private final Noise parcels;
    private final Noise soil;
    private final Noise texture;
    private final double lakeX;
    private final double lakeY;
    private final double lakeRadius;
    private final double riverX;

    Ground(OpticalOptions options) {
        this.options = options;
        long seed = options.seed();
        terrain = new Noise(seed, Streams.TERRAIN);
        lakes = new Noise(seed, Streams.LAKES);
        shores = new Noise(seed, Streams.SHORES);
        river = new Noise(seed, Streams.RIVER);
        forest = new Noise(seed, Streams.FOREST);
        stands = new Noise(seed, Streams.STANDS);
        villages = new Noise(seed, Streams.VILLAGES);
        blocks = new Noise(seed, Streams.BLOCKS);
        parcels = new Noise(seed, Streams.PARCELS);
        soil = new Noise(seed, Streams.SOIL);
        texture = new Noise(seed, Streams.TEXTURE);
        lakeX = 0.71 * options.width();
        lakeY = 0.27 * options.height();
        lakeRadius = Math.min(0.11 * Math.min(options.width(), options.height()), 240);
        riverX = 0.52 * options.width();
    }

    /// What is known of one pixel.
    static final class Pixel {
        Cover cover;
        /// Green share of its full season, 0 to 1.
        double vigour;
        /// Days its season comes late.
        double late;
        /// Brightness of soil, 1 on average.
        double soil;
        /// Brightness that all dates share, 1 on average.
        double texture;
        /// Share of conifers in a forest.
        double conifer;
        /// Share of the pixel that a hedge or track takes.
        double border;
    }

    /// Elevation at a pixel's corner, m.
    double elevation(double col, double row) {
        return 420 + 170 * terrain.fractal(col / 210, row / 210, 5);
    }

    void at(int col, int row, Pixel out) {
        out.texture = 1 + 0.05 * texture.normal(col, row);
        out.soil = 1;
        out.late = 0;
        out.conifer = 0;
        out.border = 0;
        out.vigour = 1;
        if (isLake(col, row)) {
            out.cover = Cover.LAKE;
            out.texture = 1 + 0.02 * texture.normal(col, row);
        } else if (isRiver(col, row)) {
            out.cover = Cover.RIVER;
        } else if (isVillage(col, row)) {
            village(col, row, out);
        } else if (forestness(col, row) > 0.12) {
            out.cover = Cover.FOREST;
            double stand = stands.fractal(col / 36.0, row / 36.0, 3);
            out.conifer = Noise.step(-0.1, 0.25, stand);
            out.texture = 1 + 0.09 * texture.normal(col, row) + 0.06 * stand;
            out.vigour = 0.97;
        } else {
            field(col, row, out);
        }
    }

    private boolean isLake(int col, int row) {
        double wobble = 1 + 0.32 * shores.fractal(col / 70.0, row / 70.0, 4);
        if (Math.hypot(1.0 * (col - lakeX), 1.25 * (row - lakeY)) < lakeRadius * wobble) {
            return true;
        }
        long ci = Math.floorDiv(col, LAKE_CELL);
        long cj = Math.floorDiv(row, LAKE_CELL);
        if (lakes.uniform(ci, cj) > 0.4) {
            return false;
        }
        double radius = 14 + 40 * lakes.uniform(ci + 7919, cj);
        double x = ci * LAKE_CELL + 80 + (LAKE_CELL - 160) * lakes.uniform(ci, cj + 7919);
        double y = cj * LAKE_CELL + 80 + (LAKE_CELL - 160) * lakes.uniform(ci + 7919, cj + 7919);
        return Math.hypot(col - x, row - y) < radius * wobble;
    }

    /// One river for every two thousand columns, from north to south.
    private boolean isRiver(int col, int row) {
        double course = riverX
                + 62 * river.at(row / 140.0, 0.5)
                + 24 * river.at(row / 47.0, 9.5)
                + 5 * river.at(row / 15.0, 21.5);
        double distance = col - course;
        distance -= 2000 * Math.rint(distance / 2000);
        return Math.abs(distance) < 2.4 + 0.9 * river.at(row / 60.0, 33.5);
    }

    private boolean isVillage(int col, int row) {
        long ci = Math.floorDiv(col, VILLAGE_CELL);
        long cj = Math.floorDiv(row, VILLAGE_CELL);
        if (villages.uniform(ci, cj) > 0.75) {
            return false;
        }
        double radius = 14 + 16 * villages.uniform(ci + 7919, cj);
        double x = ci * VILLAGE_CELL + 60 + (VILLAGE_CELL - 120) * villages.uniform(ci, cj + 7919);
        double y = cj * VILLAGE_CELL + 60 + (VILLAGE_CELL - 120) * villages.uniform(ci + 7919, cj + 7919);
        return Math.hypot(col - x, row - y) < radius * (1 + 0.35 * shores.fractal(col / 18.0, row / 18.0, 3));
    }

    /// Houses and streets: blocks of a few pixels, each of its own brightness and share of gardens.
    private void village(int col, int row, Pixel out) {
        out.cover = Cover.VILLAGE;
        double house = blocks.uniform(Math.floorDiv(col, 3), Math.floorDiv(row, 3));
        out.texture = 0.75 + 0.6 * house;
        out.vigour = house < 0.35 ? 2.2 : 0.4;
    }

    private double forestness(int col, int row) {
        double fire = FireScar.distance(options, col, row);
        return forest.fractal(col / 130.0, row / 130.0, 4) - 0.08 + 0.75 * Math.clamp(1.45 - fire, 0, 1);
    }

    /// Parcels: strips of a block that has a direction of its own, each with a crop, a date and a vigour.
    private void field(int col, int row, Pixel out) {
        double wx = col + 26 * parcels.at(col / 70.0, row / 70.0);
        double wy = row + 26 * parcels.at(col / 70.0 + 100, row / 70.0 + 100);
        long ci = (long) Math.floor(wx / FIELD_CELL);
        long cj = (long) Math.floor(wy / FIELD_CELL);
        double angle = Math.PI * parcels.uniform(ci, cj);
        double u = col * Math.cos(angle) + row * Math.sin(angle);
        double v = row * Math.cos(angle) - col * Math.sin(angle);
        double breadth = 13 + 13 * parcels.uniform(ci + 7919, cj);
        double length = 30 + 40 * parcels.uniform(ci, cj + 7919);
        long strip = (long) Math.floor(u / breadth);
        double along = v + length * parcels.uniform(strip, 31 * ci + cj);
        long piece = (long) Math.floor(along / length);
        long i = 1000 * ci + strip;
        long j = 1000 * cj + piece;
        double crop = parcels.uniform(i, j);
        out.cover = crop < 0.30
                ? Cover.WHEAT
                : crop < 0.58 ? Cover.MAIZE : crop < 0.80 ? Cover.MEADOW : crop < 0.90 ? Cover.RAPE : Cover.FALLOW;
        out.late = 24 * (parcels.uniform(i + 7919, j) - 0.5);
        double patch = soil.fractal(col / 28.0, row / 28.0, 3);
        out.vigour = 0.78 + 0.2 * parcels.uniform(i, j + 7919) + 0.08 * patch;
        out.soil = (0.82 + 0.36 * parcels.uniform(i + 7919, j + 7919))
                * (1 + 0.16 * soil.fractal(col / 190.0, row / 190.0, 3) + 0.07 * patch);
        out.texture *= 1 + 0.03 * Math.sin(2 * Math.PI * u / 4.3);
        double edge = Math.min(
                Math.min(u - strip * breadth, (strip + 1) * breadth - u),
                Math.min(along - piece * length, (piece + 1) * length - along));
        out.border = 0.7 * (1 - Noise.step(0.2, 1.1, edge));
    }
}
