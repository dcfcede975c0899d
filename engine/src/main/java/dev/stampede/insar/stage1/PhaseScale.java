package dev.stampede.insar.stage1;

/// What is done to the complex values of an interferogram when they are loaded.
@FunctionalInterface
interface PhaseScale {
    /// Amplitudes stay as they are.
    PhaseScale NONE = (interferogram, re, im) -> {};

    /// Values that are not zero get modulus 1.
    PhaseScale UNIT = (interferogram, re, im) -> {
        for (int p = 0; p < re.length; p++) {
            float modulus = (float) Math.hypot(re[p], im[p]);
            if (re[p] != 0 || im[p] != 0) {
                re[p] /= modulus;
                im[p] /= modulus;
            }
        }
    };

    /// @param interferogram number in the files
    void apply(int interferogram, float[] re, float[] im);

    /// Divides each interferogram by a constant of its own, in single precision.
    static PhaseScale by(double[] constants) {
        return (interferogram, re, im) -> {
            float c = (float) constants[interferogram];
            for (int p = 0; p < re.length; p++) {
                re[p] /= c;
                im[p] /= c;
            }
        };
    }
}
