package dev.stampede.kernels.cuda;

import dev.stampede.bindings.cuda.DeviceMemory;
import dev.stampede.bindings.cuda.KernelLauncher;
import dev.stampede.bindings.cuda.KernelQueue;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One chunk of a range on its way through the device: inputs are copied there as they are named, kernels
/// queued, and results copied back when all is done. All methods only queue; results are where they belong
/// when [CudaPool#forChunks] returns.
///
/// Addresses handed out are those of matrices with as many rows as the chunk has items, column-major.
public final class CudaChunk implements AutoCloseable {
    /// Every piece of device memory begins at a multiple of this and is followed by as much that belongs to
    /// nobody.
    private static final long ALIGNMENT = 256;

    /// Pieces a chunk may ask for.
    private static final int PIECES = 32;

    private final Arena arena = Arena.ofShared();
    private final KernelLauncher launcher;
    private final KernelQueue queue;
    private final Staging staging;
    private final CudaArguments arguments = new CudaArguments(arena);
    private final List<Result> results = new ArrayList<>();
    private DeviceMemory memory;
    private long used;
    private String kernel = "";

    private record Result(long address, MemorySegment staged, Consumer<MemorySegment> take) {}

    CudaChunk(KernelLauncher launcher) {
        this.launcher = launcher;
        try {
            queue = launcher.openQueue();
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
        staging = new Staging(launcher);
    }

    /// Bytes beside those of a [ChunkSize] that alignment may take.
    static long overhead() {
        return 2 * PIECES * ALIGNMENT;
    }

    void begin(String name, long bytes) {
        kernel = name;
        used = 0;
        staging.reset();
        long needed = bytes + overhead();
        if (memory == null || memory.bytes() < needed) {
            releaseMemory();
            memory = launcher.allocate(needed);
        }
    }

    /// Queues the copies of results, to be taken by [#finish].
    void queueResults() {
        for (var result : results) {
            queue.download(result.address(), result.staged());
        }
    }

    /// Waits and puts results where they belong.
    void finish() {
        if (kernel.isEmpty()) {
            return;
        }
        queue.await();
        for (var result : results) {
            result.take().accept(result.staged());
        }
        results.clear();
        kernel = "";
    }

    /// Forgets what was queued, waiting for copies that still use the host's memory.
    void abandon() {
        results.clear();
        if (!kernel.isEmpty()) {
            kernel = "";
            queue.await();
        }
    }

    /// Gives everything back, the rest too where the driver refuses a part.
    @Override
    public void close() {
        try (arena;
                staging;
                var _ = takeMemory();
                queue) {
            results.clear();
        }
    }

    private void releaseMemory() {
        try (var _ = takeMemory()) {
            used = 0;
        }
    }

    /// The memory on the device, no longer that of this chunk; may be `null`.
    private DeviceMemory takeMemory() {
        var taken = memory;
        memory = null;
        return taken;
    }

    /// Device memory that no copy fills, for results of one kernel that the next reads.
    public long scratch(long bytes) {
        long end = (used + bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (end + ALIGNMENT > memory.bytes()) {
            throw new AssertionError(kernel + " asks for more device memory than the " + memory.bytes()
                    + " bytes it declared: " + used + " are taken, " + bytes + " wanted");
        }
        long address = memory.address() + used;
        queue.guard(address + bytes, end + ALIGNMENT - used - bytes);
        used = end + ALIGNMENT;
        return address;
    }

    private long upload(MemorySegment staged) {
        long address = scratch(staged.byteSize());
        queue.upload(staged, address);
        return address;
    }

    /// Rows `[from, to)` of all columns.
    public long in(FloatMatrix matrix, int from, int to) {
        return inColumns(matrix, 0, matrix.cols(), from, to);
    }

    /// All rows of columns `[first, last)`.
    public long inColumns(FloatMatrix matrix, int first, int last) {
        return inColumns(matrix, first, last, 0, matrix.rows());
    }

    private long inColumns(FloatMatrix matrix, int first, int last, int from, int to) {
        long bytes = (long) (to - from) * FloatMatrix.BYTES;
        var staged = staging.take(bytes * (last - first));
        for (int c = first; c < last; c++) {
            MemorySegment.copy(matrix.segment(), matrix.offset(from, c), staged, bytes * (c - first), bytes);
        }
        return upload(staged);
    }

    /// Rows `[from, to)` of the given columns, in their order.
    public long in(FloatMatrix matrix, int[] columns, int from, int to) {
        long bytes = (long) (to - from) * FloatMatrix.BYTES;
        var staged = staging.take(bytes * columns.length);
        for (int i = 0; i < columns.length; i++) {
            MemorySegment.copy(matrix.segment(), matrix.offset(from, columns[i]), staged, bytes * i, bytes);
        }
        return upload(staged);
    }

    /// Of columns `[first, last)`, `runs` runs of `length` rows, the first from row `from` on, `stride` rows
    /// apart.
    public long inBlocks(FloatMatrix matrix, int first, int last, int from, int length, int stride, int runs) {
        long bytes = (long) length * FloatMatrix.BYTES;
        var staged = staging.take(bytes * runs * (last - first));
        long at = 0;
        for (int c = first; c < last; c++) {
            for (int run = 0; run < runs; run++) {
                MemorySegment.copy(matrix.segment(), matrix.offset(from + run * stride, c), staged, at, bytes);
                at += bytes;
            }
        }
        return upload(staged);
    }

    /// The given rows of all columns, in their order.
    public long inRows(FloatMatrix matrix, int[] rows, int count) {
        var staged = staging.take((long) count * matrix.cols() * FloatMatrix.BYTES);
        long at = 0;
        for (int c = 0; c < matrix.cols(); c++) {
            for (int i = 0; i < count; i++) {
                staged.set(FloatMatrix.LAYOUT, at, matrix.get(rows[i], c));
                at += FloatMatrix.BYTES;
            }
        }
        return upload(staged);
    }

    /// Rows `[from, to)` of all columns.
    public long in(DoubleMatrix matrix, int from, int to) {
        long bytes = (long) (to - from) * DoubleMatrix.BYTES;
        var staged = staging.take(bytes * matrix.cols());
        for (int c = 0; c < matrix.cols(); c++) {
            MemorySegment.copy(matrix.segment(), matrix.offset(from, c), staged, bytes * c, bytes);
        }
        return upload(staged);
    }

    /// The whole matrix with rows and columns exchanged.
    public long inTransposed(DoubleMatrix matrix) {
        var staged = staging.take(matrix.size() * DoubleMatrix.BYTES);
        long at = 0;
        for (int r = 0; r < matrix.rows(); r++) {
            for (int c = 0; c < matrix.cols(); c++) {
                staged.set(DoubleMatrix.LAYOUT, at, matrix.get(r, c));
                at += DoubleMatrix.BYTES;
            }
        }
        return upload(staged);
    }

    public long in(double... values) {
        var staged = staging.take((long) values.length * Double.BYTES);
        MemorySegment.copy(values, 0, staged, ValueLayout.JAVA_DOUBLE, 0, values.length);
        return upload(staged);
    }

    public long in(float... values) {
        return in(values, 0, values.length);
    }

    /// Values `[from, to)`.
    public long in(float[] values, int from, int to) {
        var staged = staging.take((long) (to - from) * Float.BYTES);
        MemorySegment.copy(values, from, staged, ValueLayout.JAVA_FLOAT, 0, to - from);
        return upload(staged);
    }

    public long in(int... values) {
        return in(values, 0, values.length);
    }

    /// Values `[from, to)`.
    public long in(int[] values, int from, int to) {
        var staged = staging.take((long) (to - from) * Integer.BYTES);
        MemorySegment.copy(values, from, staged, ValueLayout.JAVA_INT, 0, to - from);
        return upload(staged);
    }

    /// Memory for a result that goes into rows `[from, to)` of all columns.
    public long out(FloatMatrix matrix, int from, int to) {
        return outColumns(matrix, 0, matrix.cols(), from, to);
    }

    /// Memory for a result that goes into rows `[from, to)` of columns `[first, last)`.
    public long outColumns(FloatMatrix matrix, int first, int last, int from, int to) {
        long bytes = (long) (to - from) * FloatMatrix.BYTES;
        return out(bytes * (last - first), staged -> {
            for (int c = first; c < last; c++) {
                MemorySegment.copy(staged, bytes * (c - first), matrix.segment(), matrix.offset(from, c), bytes);
            }
        });
    }

    /// Memory for a result that goes into rows `[from, to)` of all columns.
    public long out(DoubleMatrix matrix, int from, int to) {
        long bytes = (long) (to - from) * DoubleMatrix.BYTES;
        return out(bytes * matrix.cols(), staged -> {
            for (int c = 0; c < matrix.cols(); c++) {
                MemorySegment.copy(staged, bytes * c, matrix.segment(), matrix.offset(from, c), bytes);
            }
        });
    }

    /// Memory for a result that `take` is handed once all is done. Results are taken in the order of these
    /// calls, chunk after chunk, by the thread that called [CudaPool#forChunks].
    public long out(long bytes, Consumer<MemorySegment> take) {
        long address = scratch(bytes);
        results.add(new Result(address, staging.take(bytes), take));
        return address;
    }

    /// As above, zero to begin with.
    public long outCleared(long bytes, Consumer<MemorySegment> take) {
        long address = out(bytes, take);
        queue.clear(address, bytes);
        return address;
    }

    /// An empty list of arguments; one at a time.
    public CudaArguments arguments() {
        return arguments.begin();
    }

    /// Queues a kernel with one thread for each of `threads`.
    public void launchThreads(String name, long threads, CudaArguments list) {
        if (threads > 0) {
            launch(name, (threads + KernelLauncher.BLOCK - 1) / KernelLauncher.BLOCK, 0, list);
        }
    }

    /// Queues a kernel.
    public void launch(String name, long blocks, long sharedBytes, CudaArguments list) {
        queue.launch(name, blocks, sharedBytes, list.segment());
    }

    /// Most shared memory a block may have.
    public long sharedBytes() {
        return launcher.sharedBytesPerBlock();
    }

    /// Both planes of a complex matrix.
    public record Planes(long re, long im) {}

    public Planes in(ComplexMatrix matrix, int from, int to) {
        return new Planes(in(matrix.re(), from, to), in(matrix.im(), from, to));
    }

    public Planes inColumns(ComplexMatrix matrix, int first, int last) {
        return new Planes(inColumns(matrix.re(), first, last), inColumns(matrix.im(), first, last));
    }

    public Planes inRows(ComplexMatrix matrix, int[] rows, int count) {
        return new Planes(inRows(matrix.re(), rows, count), inRows(matrix.im(), rows, count));
    }

    public Planes outColumns(ComplexMatrix matrix, int first, int last, int from, int to) {
        return new Planes(
                outColumns(matrix.re(), first, last, from, to), outColumns(matrix.im(), first, last, from, to));
    }
}
