package dev.stampede.operators.geom;

/// At every pixel the displacement that makes both pictures alike in a square about it, by least squares on the
/// linear change of brightness, repeated with the picture warped by what was found:
///
///     [sum gr gr, sum gr gc; sum gr gc, sum gc gc] d = sum [gr, gc] (R - M(x + u) + gr ur + gc uc)
///
/// Where the square is flat in a direction the field stays as it was. Source: Lucas and Kanade (1981); Le
/// Besnerais and Champagnat (2005), doi:10.1109/ICIP.2005.1529706, for whole pictures.
///
/// @param radius of the square
/// @param warps  repetitions at a level
record LucasKanadeFlow(int radius, int warps) implements Displacement.Rule {
    private static final double FLAT = 1e-10; // share of the squared trace below which a determinant says nothing

    @Override
    public Picture[] improve(Picture reference, Picture moving, Picture[] start) {
        var flow = start;
        int rows = reference.rows();
        int cols = reference.cols();
        for (int warp = 0; warp < warps; warp++) {
            var warped = moving.warped(flow[0], flow[1]);
            var g = warped.gradient();
            var rest = Picture.zero(rows, cols);
            for (int i = 0; i < rest.values().length; i++) {
                rest.values()[i] = reference.values()[i]
                        - warped.values()[i]
                        + g[0].values()[i] * flow[0].values()[i]
                        + g[1].values()[i] * flow[1].values()[i];
            }
            flow = solved(g, rest, flow);
        }
        return flow;
    }

    private Picture[] solved(Picture[] g, Picture rest, Picture[] flow) {
        var rr = g[0].times(g[0]).boxed(radius).values();
        var rc = g[0].times(g[1]).boxed(radius).values();
        var cc = g[1].times(g[1]).boxed(radius).values();
        var br = g[0].times(rest).boxed(radius).values();
        var bc = g[1].times(rest).boxed(radius).values();
        var down = Picture.zero(rest.rows(), rest.cols());
        var right = Picture.zero(rest.rows(), rest.cols());
        for (int i = 0; i < rr.length; i++) {
            double det = rr[i] * cc[i] - rc[i] * rc[i];
            double trace = rr[i] + cc[i];
            boolean flat = !(det > FLAT * trace * trace);
            down.values()[i] = flat ? flow[0].values()[i] : (cc[i] * br[i] - rc[i] * bc[i]) / det;
            right.values()[i] = flat ? flow[1].values()[i] : (rr[i] * bc[i] - rc[i] * br[i]) / det;
        }
        return new Picture[] {down, right};
    }
}
