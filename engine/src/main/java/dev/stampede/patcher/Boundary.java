package dev.stampede.patcher;

/// What happens to patches that reach beyond the raster. Along one axis of D pixels, with patches of P
/// pixels:
///
/// | policy  | anchors a every S pixels | read at the edge                                         |
/// |---------|--------------------------|----------------------------------------------------------|
/// | drop    | while a <= D - P         | never reaches beyond                                     |
/// | shrink  | while a < D              | the part inside; weights are the same part of the window |
/// | pad     | while a < D              | the part inside, filled up to P                          |
/// | reflect | while a < D              | the part inside, mirrored at the edge pixel              |
/// | raise   | while a < D              | refused                                                  |
public enum Boundary {
    DROP,
    SHRINK,
    PAD,
    REFLECT,
    RAISE;

    /// How many anchors a regular stride has along an axis.
    /// @throws IllegalArgumentException if nothing fits
    public int count(int domain, int patch, int step) {
        if (this != DROP) {
            return (int) (((long) domain + step - 1) / step);
        }
        if (patch > domain) {
            throw new IllegalArgumentException("a patch of " + patch + " pixels does not fit into " + domain
                    + " pixels, and boundary=drop leaves out what does not fit; use shrink, pad or reflect");
        }
        return (domain - patch) / step + 1;
    }

    /// The largest anchor along an axis.
    /// @throws IllegalArgumentException if nothing fits
    public int lastAnchor(int domain, int patch) {
        return count(domain, patch, 1) - 1;
    }
}
