package dev.stampede.verify.geostack;

import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Gaussian;
import dev.stampede.patcher.window.Hann;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.patcher.window.Tukey;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;

/// Weights of patches.
final class WindowCases implements CaseFamily {
    @Override
    public boolean handles(GeostackCase test) {
        return test.family().equals("window");
    }

    @Override
    public List<Comparison> run(GeostackCase test, Arena arena) throws IOException {
        var size = test.numbers("size");
        var window =
                window(test.op().replaceFirst("^Spatial", ""), test.params().get("param"));
        var weights = window.weights(new PatchSize((int) size[0], (int) size[1]));
        var values = ArrayView.allocate(arena, DType.FLOAT64, weights.rows(), weights.cols());
        for (int row = 0; row < weights.rows(); row++) {
            for (int col = 0; col < weights.cols(); col++) {
                values.set(weights.get(row, col), row, col);
            }
        }
        return List.of(Comparison.array(test, test.outputs().getFirst(), values));
    }

    /// A window by its name, `Hann`.
    /// @param parameter its only one; `null` for windows without
    static WeightWindow window(String name, Object parameter) {
        double number = parameter == null ? Double.NaN : Double.parseDouble(parameter.toString());
        return switch (name) {
            case "Boxcar" -> new Boxcar();
            case "Hann" -> new Hann();
            case "Tukey" -> new Tukey(number);
            case "Gaussian" -> new Gaussian(number);
            case "Triangular" -> new Triangular((int) number);
            default -> throw new IllegalArgumentException("window " + name + " is not known");
        };
    }
}
