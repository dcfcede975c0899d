package dev.stampede.operators.learn;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.stampede.operators.core.Predictor;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.RasterMemory;
import dev.stampede.runtime.UsageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A trained model in an ONNX file, one input and one output of it. Any number of threads may predict at once.
/// Closed by its owner: closing waits for predictions that run, and what is asked of a closed model is refused,
/// so that no thread is ever inside a model that is given back.
///
/// Dense arrays of the model's own type are handed over where they lie; others are copied once. The result is
/// written straight into its array where its shape follows from that of the input by the model's names of axes,
/// and is copied once otherwise. Source of the format: ONNX IR specification, version 8 and newer.
public final class OnnxModel implements Predictor<ArrayView>, AutoCloseable {
    private final Path file;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Port input;
    private final Port output;
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock(); // shared by predictions
    private boolean closed; // under the lock

    /// An input or output.
    ///
    /// @param shape -1 where a size is free
    /// @param names of the axes, empty where there is none
    private record Port(String name, DType type, long[] shape, String[] names) {
        @Override
        public String toString() {
            var sizes = new StringBuilder();
            for (int i = 0; i < shape.length; i++) {
                sizes.append(i == 0 ? "" : ", ");
                sizes.append(shape[i] >= 0 ? Long.toString(shape[i]) : names[i].isEmpty() ? "?" : names[i]);
            }
            return name + ": " + type.label() + " [" + sizes + "]";
        }
    }

    private OnnxModel(Path file, OrtSession session, Port input, Port output) {
        this.file = file;
        this.session = session;
        this.input = input;
        this.output = output;
    }

    /// @param inputName  empty if the model has one input
    /// @param outputName empty for the first output
    /// @param threads    of one prediction; empty for as many as there are cores
    /// @throws UsageException if ONNX Runtime is missing, the file is no model, or a name or type does not fit
    /// @throws IOException    if the file cannot be read
    public static OnnxModel open(
            Path file, Optional<String> inputName, Optional<String> outputName, OptionalInt threads)
            throws IOException {
        OnnxRuntime.require();
        if (!Files.exists(file)) {
            throw new FileNotFoundException(file + ": no such file; expected an ONNX model");
        }
        OrtSession session = null;
        try (var options = new OrtSession.SessionOptions()) {
            if (threads.isPresent()) {
                options.setIntraOpNumThreads(threads.getAsInt());
            }
            session = OrtEnvironment.getEnvironment().createSession(file.toString(), options);
            var in = port(file, "input", session.getInputInfo(), inputName, true);
            var out = port(file, "output", session.getOutputInfo(), outputName, false);
            return new OnnxModel(file, session, in, out);
        } catch (OrtException e) {
            close(session);
            throw new UsageException(file + ": ONNX Runtime cannot use it: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    private static Port port(Path file, String what, Map<String, NodeInfo> ports, Optional<String> name, boolean only) {
        var names = String.join(", ", ports.keySet());
        if (name.isEmpty() && only && ports.size() != 1) {
            throw new UsageException(file + ": the model has " + ports.size() + " inputs (" + names
                    + "); one that takes a single array is needed");
        }
        var chosen = name.orElse(ports.keySet().iterator().next());
        var info = ports.get(chosen);
        if (info == null) {
            throw new UsageException(file + ": no " + what + " is named " + chosen + "; there are " + names);
        }
        if (only && ports.size() > 1) {
            throw new UsageException(file + ": the model also needs the inputs " + names + "; only one can be given");
        }
        if (!(info.getInfo() instanceof TensorInfo tensor)) {
            throw new UsageException(file + ": the " + what + " " + chosen + " is no tensor");
        }
        var axes = new String[tensor.getShape().length];
        for (int i = 0; i < axes.length; i++) {
            var given = tensor.getDimensionNames();
            axes[i] = given == null || given[i] == null ? "" : given[i];
        }
        return new Port(chosen, type(file, what + " " + chosen, tensor.type), tensor.getShape(), axes);
    }

    private static DType type(Path file, String what, OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> DType.FLOAT32;
            case DOUBLE -> DType.FLOAT64;
            case INT8 -> DType.INT8;
            case UINT8 -> DType.UINT8;
            case INT16 -> DType.INT16;
            case INT32 -> DType.INT32;
            case INT64 -> DType.INT64;
            case BOOL -> DType.BOOL;
            default ->
                throw new UsageException(file + ": the " + what + " is of type " + type
                        + "; float, double, int8 to int64, uint8 and bool can be used");
        };
    }

    private static OnnxJavaType type(DType type) {
        return switch (type) {
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT64 -> OnnxJavaType.DOUBLE;
            case INT8 -> OnnxJavaType.INT8;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case BOOL -> OnnxJavaType.BOOL;
            default -> throw new AssertionError(type);
        };
    }

    /// Number of axes of the input.
    public int inputRank() {
        return input.shape().length;
    }

    /// The type the model takes; others are converted.
    public DType inputType() {
        return input.type();
    }

    /// Sizes of the axes of the input, -1 where any does.
    public long[] inputShape() {
        return input.shape().clone();
    }

    /// The type the model gives.
    public DType outputType() {
        return output.type();
    }

    /// Sizes of the axes of the output, -1 where they depend on the input.
    public long[] outputShape() {
        return output.shape().clone();
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }

    /// @throws IllegalArgumentException if the shape is not that of the input
    /// @throws IllegalStateException    if the model is closed
    @Override
    public ArrayView predict(ArrayView batch) {
        requireShape(batch);
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(file + ": the model is closed; open it again");
            }
            return run(batch);
        } finally {
            // what lies behind addresses the model was handed is kept until it has returned
            Reference.reachabilityFence(batch);
            inUse.readLock().unlock();
        }
    }

    private ArrayView run(ArrayView batch) {
        try (var scratch = Arena.ofConfined();
                var tensor = tensor(batch, scratch)) {
            var known = outputShape(batch.shape());
            return known.isPresent() ? into(known.get(), tensor) : copied(tensor);
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": the model failed on " + batch + ": " + e.getMessage(), e);
        }
    }

    private void requireShape(ArrayView batch) {
        boolean fits = batch.rank() == input.shape().length;
        for (int axis = 0; fits && axis < batch.rank(); axis++) {
            fits = input.shape()[axis] < 0 || input.shape()[axis] == batch.size(axis);
        }
        if (!fits) {
            throw new IllegalArgumentException(file + ": the model takes " + input + ", it was given " + batch);
        }
    }

    private OnnxTensor tensor(ArrayView batch, Arena scratch) throws OrtException {
        boolean asIs = batch.dtype() == input.type()
                && batch.isDense()
                && batch.segment().isNative();
        var array = asIs ? batch : batch.copyAs(scratch, input.type());
        var shape = Arrays.stream(array.shape()).asLongStream().toArray();
        return OnnxTensor.createTensor(environment, buffer(array), shape, type(input.type()));
    }

    /// The memory of a dense array.
    private ByteBuffer buffer(ArrayView array) {
        int size = array.dtype().bytes();
        long bytes = Math.multiplyExact(array.elements(), size);
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(array + " is more than the 2 GiB that a model can be handed at once;"
                    + " use a smaller batch, or patches");
        }
        MemorySegment part = array.segment().asSlice(array.offset() * size, bytes);
        return part.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /// What the output will look like; empty if the model does not say.
    private Optional<int[]> outputShape(int[] given) {
        var shape = new int[output.shape().length];
        for (int axis = 0; axis < shape.length; axis++) {
            long size = output.shape()[axis];
            for (int own = 0; size < 0 && own < given.length; own++) {
                boolean same = !output.names()[axis].isEmpty() && output.names()[axis].equals(input.names()[own]);
                size = same ? given[own] : size;
            }
            if (size < 0) {
                return Optional.empty();
            }
            shape[axis] = Math.toIntExact(size);
        }
        return Optional.of(shape);
    }

    private ArrayView into(int[] shape, OnnxTensor tensor) throws OrtException {
        var out = RasterMemory.allocate(output.type(), shape);
        var sizes = Arrays.stream(shape).asLongStream().toArray();
        Map<String, OnnxTensorLike> inputs = Map.of(input.name(), tensor);
        try (var pinned = OnnxTensor.createTensor(environment, buffer(out), sizes, type(output.type()));
                var result = session.run(inputs, Map.<String, OnnxValue>of(output.name(), pinned))) {
            return out;
        } finally {
            Reference.reachabilityFence(out);
        }
    }

    private ArrayView copied(OnnxTensor tensor) throws OrtException {
        Map<String, OnnxTensorLike> inputs = Map.of(input.name(), tensor);
        try (var result = session.run(inputs, Set.of(output.name()))) {
            if (!(result.get(0) instanceof OnnxTensor made)) {
                throw new UsageException(file + ": the output " + output.name() + " is no tensor");
            }
            var shape = Arrays.stream(made.getInfo().getShape())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            var out = RasterMemory.allocate(output.type(), shape);
            var bytes = made.getByteBuffer().order(ByteOrder.nativeOrder());
            MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, out.segment(), out.offset(), bytes.remaining());
            return out;
        }
    }

    /// Waits for predictions that run. Closing again does nothing.
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                close(session);
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private static void close(OrtSession session) {
        if (session != null) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("a model cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    /// The file with input and output.
    @Override
    public String toString() {
        return file + " (" + input + " -> " + output + ")";
    }
}
