package dev.stampede.synth;

import java.time.LocalDate;

/// What optical scenes to simulate.
///
/// @param seed       of everything; the same options give the same bytes, whatever the number of threads
/// @param width      columns
/// @param height     rows
/// @param pixelSize  m
/// @param crs        reference system in metres, such as `EPSG:32632`
/// @param left       easting of the upper left corner, m
/// @param top        northing of the upper left corner, m
/// @param firstDate  of the first scene
/// @param dates      number of scenes
/// @param stepDays   days from scene to scene
/// @param clouds     share of the sky that clouds cover on average, 0 to 0.9
/// @param burnScar   whether a fire went through between the first and the second date
/// @param tiles      the archive cuts every scene into so many by so many files; 0: no archive
/// @param cubeDays   days of the time cube; 0: no cube
public record OpticalOptions(
        long seed,
        int width,
        int height,
        double pixelSize,
        String crs,
        double left,
        double top,
        LocalDate firstDate,
        int dates,
        int stepDays,
        double clouds,
        boolean burnScar,
        int tiles,
        int cubeDays) {
    /// 512 x 512 pixels of 10 m, before and after a fire.
    public static final OpticalOptions USUAL = new OpticalOptions(
            20240702,
            512,
            512,
            10,
            "EPSG:32632",
            600_000,
            5_200_000,
            LocalDate.of(2024, 7, 2),
            2,
            20,
            0.1,
            true,
            0,
            365);

    static final int SMALLEST = 64;
    static final int LARGEST = 200_000;
    private static final int MOST_DATES = 1000;

    /// @throws IllegalArgumentException naming the option that cannot be
    public OpticalOptions {
        require(width >= SMALLEST && width <= LARGEST, "width", width, SMALLEST + " to " + LARGEST + " pixels");
        require(height >= SMALLEST && height <= LARGEST, "height", height, SMALLEST + " to " + LARGEST + " pixels");
        require(pixelSize > 0 && pixelSize <= 1000, "pixel size", pixelSize, "more than 0 and at most 1000 m");
        require(dates >= 1 && dates <= MOST_DATES, "dates", dates, "1 to " + MOST_DATES);
        require(stepDays >= 1, "step days", stepDays, "at least 1");
        require(clouds >= 0 && clouds <= 0.9, "clouds", clouds, "a share of 0 to 0.9");
        int most = Math.min(64, Math.min(width, height) / 16);
        require(tiles >= 0 && tiles <= most, "tiles", tiles, "0 to " + most + " for this size");
        require(cubeDays >= 0 && cubeDays <= 3660, "cube days", cubeDays, "0 to 3660");
    }

    private static void require(boolean fits, String what, Object value, String expected) {
        if (!fits) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + expected);
        }
    }

    /// The day of scene `index`.
    public LocalDate date(int index) {
        return firstDate.plusDays((long) index * stepDays);
    }

    public OpticalOptions withSeed(long other) {
        return new OpticalOptions(
                other, width, height, pixelSize, crs, left, top, firstDate, dates, stepDays, clouds, burnScar, tiles,
                cubeDays);
    }

    public OpticalOptions withSize(int columns, int rows) {
        return new OpticalOptions(
                seed, columns, rows, pixelSize, crs, left, top, firstDate, dates, stepDays, clouds, burnScar, tiles,
                cubeDays);
    }

    /// Other scenes and another sky.
    public OpticalOptions withDates(LocalDate first, int count, int days, double cloudShare) {
        return new OpticalOptions(
                seed,
                width,
                height,
                pixelSize,
                crs,
                left,
                top,
                first,
                count,
                days,
                cloudShare,
                burnScar,
                tiles,
                cubeDays);
    }

    /// Another archive and cube.
    public OpticalOptions withExtras(int tilesPerSide, int days) {
        return new OpticalOptions(
                seed,
                width,
                height,
                pixelSize,
                crs,
                left,
                top,
                firstDate,
                dates,
                stepDays,
                clouds,
                burnScar,
                tilesPerSide,
                days);
    }
}
