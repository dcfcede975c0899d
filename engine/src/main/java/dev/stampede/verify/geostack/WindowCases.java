package dev.stampede.verify.geostack;

import dev.stampede.patcher.window.AxisWindow;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Gaussian;
import dev.stampede.patcher.window.Hann;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.patcher.window.Tukey;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;

/// Weights of patches: the product of a window along rows and along columns.
final class WindowCases implements CaseFamily {
    @Override
    public boolean handles(GeostackCase test) {
        return test.family().equals("window");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var size = (List<?>) test.params().get("size");
        var window = window(test);
        var down = window.along(((Number) size.get(0)).intValue());
        var across = window.along(((Number) size.get(1)).intValue());
        var weights = ArrayView.allocate(arena, DType.FLOAT64, down.length, across.length);
        for (int row = 0; row < down.length; row++) {
            for (int col = 0; col < across.length; col++) {
                weights.set(down[row] * across[col], row, col);
            }
        }
        return List.of(Comparison.array(test, test.outputs().getFirst(), weights));
    }

    private static AxisWindow window(GeostackCase test) {
        var number = test.params().get("param");
        double parameter = number == null ? Double.NaN : Double.parseDouble(number.toString());
        return switch (test.op()) {
            case "SpatialBoxcar" -> new Boxcar();
            case "SpatialHann" -> new Hann();
            case "SpatialTukey" -> new Tukey(parameter);
            case "SpatialGaussian" -> new Gaussian(parameter);
            case "SpatialTriangular" -> new Triangular((int) parameter);
            default -> throw new IllegalArgumentException("window " + test.op() + " is not known");
        };
    }
}
