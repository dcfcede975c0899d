package dev.stampede.synth;

import java.util.Arrays;
import java.util.List;

/// The bands of the scenes, in their order in the files, and the reflectance of pure materials in each. The
/// numbers are rounded from what such surfaces show in Sentinel-2 surface reflectance; they are typical,
/// not measured anywhere.
enum OpticalBand {
    //       leaf,  forest, conif, soil,  straw, roof,  water, silt,  char,  cloud
    B02(492, 0.027, 0.020, 0.016, 0.092, 0.088, 0.125, 0.046, 0.060, 0.034, 0.66),
    B03(560, 0.062, 0.040, 0.030, 0.130, 0.140, 0.140, 0.050, 0.085, 0.042, 0.67),
    B04(665, 0.032, 0.022, 0.018, 0.172, 0.188, 0.150, 0.028, 0.058, 0.052, 0.69),
    B08(833, 0.440, 0.360, 0.250, 0.225, 0.255, 0.215, 0.013, 0.024, 0.085, 0.72),
    B11(1614, 0.200, 0.150, 0.095, 0.330, 0.360, 0.245, 0.006, 0.009, 0.165, 0.56),
    B12(2202, 0.088, 0.062, 0.040, 0.285, 0.260, 0.225, 0.004, 0.006, 0.190, 0.46);

    private final double wavelength;
    private final double[] materials;

    OpticalBand(double wavelength, double... materials) {
        this.wavelength = wavelength;
        this.materials = materials;
    }

    /// Centre, nm.
    double wavelength() {
        return wavelength;
    }

    double of(Material material) {
        return materials[material.ordinal()];
    }

    static final OpticalBand[] ALL = values();

    static List<String> names() {
        return Arrays.stream(ALL).map(Enum::name).toList();
    }

    /// What reflects.
    enum Material {
        LEAF,
        FOREST,
        CONIFER,
        SOIL,
        STRAW,
        ROOF,
        WATER,
        SILT,
        CHAR,
        CLOUD
    }
}
