package dev.stampede.operators.learn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tiny models in the ONNX format, written byte by byte: field numbers are those of `onnx.proto`.
final class OnnxFile {
    private static final int FLOAT = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private OnnxFile varint(long value) {
        while ((value & ~0x7FL) != 0) {
            bytes.write((int) (value & 0x7F | 0x80));
            value >>>= 7;
        }
        bytes.write((int) value);
        return this;
    }

    private OnnxFile number(int field, long value) {
        return varint(field << 3L).varint(value);
    }

    private OnnxFile part(int field, byte[] content) {
        varint(field << 3L | 2).varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    private OnnxFile part(int field, OnnxFile content) {
        return part(field, content.bytes.toByteArray());
    }

    private OnnxFile text(int field, String value) {
        return part(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static OnnxFile tensor(String name, float[] values, long... dims) {
        var tensor = new OnnxFile();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        var raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).part(9, raw.array());
    }

    /// @param dims a number, or a name for a free size
    private static OnnxFile port(String name, int type, Object... dims) {
        var shape = new OnnxFile();
        for (var dim : dims) {
            shape.part(
                    1, dim instanceof String free ? new OnnxFile().text(2, free) : new OnnxFile().number(1, (int) dim));
        }
        var tensor = new OnnxFile().number(1, type).part(2, shape);
        return new OnnxFile().text(1, name).part(2, new OnnxFile().part(1, tensor));
    }

    private static OnnxFile node(String op, String output, String... inputs) {
        var node = new OnnxFile();
        for (var input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, output).text(4, op);
    }

    private static void write(Path file, OnnxFile graph) {
        var opset = new OnnxFile().text(1, "").number(2, 13);
        var model = new OnnxFile().number(1, 8).part(7, graph.text(2, "tiny")).part(8, opset);
        try {
            Files.write(file, model.bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `sigmoid(w x + b)` of every pixel: a 1 x 1 convolution from `w[0].length` bands to `w.length`.
    /// @param named whether the output says that its rows and columns are those of the input
    static Path convolution(Path file, float[][] w, float[] b, boolean named) {
        var flat = new float[w.length * w[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = w[i / w[0].length][i % w[0].length];
        }
        var output =
                named ? port("prob", FLOAT, "n", w.length, "h", "w") : port("prob", FLOAT, "n", w.length, "h2", "w2");
        write(
                file,
                new OnnxFile()
                        .part(1, node("Conv", "linear", "image", "W", "B"))
                        .part(1, node("Sigmoid", "prob", "linear"))
                        .part(5, tensor("W", flat, w.length, w[0].length, 1, 1))
                        .part(5, tensor("B", b, b.length))
                        .part(11, port("image", FLOAT, "n", w[0].length, "h", "w"))
                        .part(12, output));
        return file;
    }

    /// `x W` of samples `[n, bands]` to `[n, outputs]`.
    /// @param w row by row, `[bands][outputs]`
    static Path linear(Path file, float[][] w) {
        var flat = new float[w.length * w[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = w[i / w[0].length][i % w[0].length];
        }
        write(
                file,
                new OnnxFile()
                        .part(1, node("MatMul", "y", "x", "W"))
                        .part(5, tensor("W", flat, w.length, w[0].length))
                        .part(11, port("x", FLOAT, "n", w.length))
                        .part(12, port("y", FLOAT, "n", w[0].length)));
        return file;
    }

    /// The mean over each image: a result without rows and columns.
    static Path mean(Path file) {
        write(
                file,
                new OnnxFile()
                        .part(1, node("GlobalAveragePool", "y", "x"))
                        .part(11, port("x", FLOAT, "n", "c", "h", "w"))
                        .part(12, port("y", FLOAT, "n", "c", 1, 1)));
        return file;
    }
}
