package dev.stampede.operators.viz;

/// Colours for a position between 0 and 1, linear between anchors.
public enum Palette {
    /// Dark blue through green to yellow, perceptually even.
    VIRIDIS(0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725),
    /// Black to white.
    GRAY(0x000000, 0xffffff),
    /// Black through purple to pale yellow, perceptually even.
    MAGMA(0x000004, 0x180f3d, 0x440f76, 0x721f81, 0x9e2f7f, 0xcd4071, 0xf1605d, 0xfd9668, 0xfeca8d, 0xfcfdbf),
    /// Red through yellow to green: for vegetation.
    RDYLGN(
            0xa50026, 0xd73027, 0xf46d43, 0xfdae61, 0xfee08b, 0xffffbf, 0xd9ef8b, 0xa6d96a, 0x66bd63, 0x1a9850,
            0x006837),
    /// Blue through green to red.
    JET(0x00007f, 0x0000ff, 0x007fff, 0x00ffff, 0x7fff7f, 0xffff00, 0xff7f00, 0xff0000, 0x7f0000);

    private final int[] anchors;

    Palette(int... anchors) {
        this.anchors = anchors;
    }

    /// Level of a channel (0 red, 1 green, 2 blue), truncated.
    int level(double position, int channel) {
        double at = position * (anchors.length - 1);
        int left = Math.min((int) at, anchors.length - 2);
        int shift = 16 - 8 * channel;
        int a = anchors[left] >> shift & 0xff;
        int b = anchors[left + 1] >> shift & 0xff;
        return (int) (a + (at - left) * (b - a));
    }
}
