package dev.stampede.insar.artifacts;

import dev.stampede.io.mat.FormatException;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFile;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;

/// One open artifact; every getter names the file and the variable when something is not as expected.
/// Vectors come back as they are stored, row or column.
public final class Artifact implements AutoCloseable {
    private final MatFile file;
    private final Arena arena;

    /// @param arena owner of everything read
    Artifact(MatFile file, Arena arena) {
        this.file = file;
        this.arena = arena;
    }

    public MatFile file() {
        return file;
    }

    /// Whether the variable exists and is not empty.
    public boolean has(String name) {
        return file.find(name)
                .filter(v -> java.util.Arrays.stream(v.dims()).noneMatch(d -> d == 0))
                .isPresent();
    }

    public MatValue value(String name) throws IOException {
        return file.read(arena, name);
    }

    public MatArray array(String name) throws IOException {
        if (value(name) instanceof MatArray array) {
            return array;
        }
        throw new FormatException(file.path(), "variable " + name + " is not a numeric array");
    }

    public double number(String name) throws IOException {
        var array = array(name);
        if (array.size() != 1) {
            throw new FormatException(
                    file.path(), "variable " + name + " is " + array.describe() + ", expected one number");
        }
        return array.get(0);
    }

    public int integer(String name) throws IOException {
        return (int) number(name);
    }

    public double[] numbers(String name) throws IOException {
        return array(name).toDoubles();
    }

    public boolean[] booleans(String name) throws IOException {
        return array(name).toBooleans();
    }

    public String text(String name) throws IOException {
        return value(name) instanceof MatText text ? text.codeUnits() : "";
    }

    public DoubleMatrix doubles(String name) throws IOException {
        return array(name).asDoubleMatrix(arena);
    }

    public FloatMatrix floats(String name) throws IOException {
        return array(name).asFloatMatrix(arena);
    }

    public ComplexMatrix complex(String name) throws IOException {
        return array(name).asComplexMatrix(arena);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
