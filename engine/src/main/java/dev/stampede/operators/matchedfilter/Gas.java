package dev.stampede.operators.matchedfilter;

/// Gases whose columns are looked for. Molar masses: IUPAC atomic weights of 2021.
public enum Gas {
    /// Methane; its strong band of short-wave infrared.
    CH4(0.01604, 2110, 2450),
    /// Carbon dioxide; its bands at 2 µm.
    CO2(0.04401, 1980, 2100);

    private final double molarMass;
    private final double fromNm;
    private final double toNm;

    Gas(double molarMass, double fromNm, double toNm) {
        this.molarMass = molarMass;
        this.fromNm = fromNm;
        this.toNm = toNm;
    }

    /// kg/mol.
    public double molarMass() {
        return molarMass;
    }

    /// Whether a band centre lies where the gas absorbs.
    boolean absorbsAt(double wavelengthNm) {
        return wavelengthNm >= fromNm && wavelengthNm <= toNm;
    }

    String window() {
        return fromNm + " to " + toNm + " nm";
    }
}
