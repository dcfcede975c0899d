package dev.stampede.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;

/// Memory the Java machine takes before any data are held.
public final class JavaMachine {
    /// Code, classes, compilers and their scratch, structures of the collector, direct buffers: measured
    /// 160 to 190 MiB over whole runs on two processors, of any size of data.
    private static final long FIXED = 192L << 20;

    /// Stack, pools of the C library and a buffer of each thread.
    private static final long PER_THREAD = 2L << 20;

    private JavaMachine() {}

    /// Bytes to plan for with so many working threads: a young generation that is full, since it is
    /// collected only then, and the machine itself. What stages keep on the heap is theirs to plan.
    public static long plannedBytes(int threads) {
        return youngGeneration() + FIXED + PER_THREAD * threads;
    }

    /// The collectors that size it as they go may take a third of the heap for it.
    private static long youngGeneration() {
        long eden = 0;
        long survivors = 0;
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                long most = pool.getUsage().getMax();
                eden += pool.getName().contains("Eden") ? most : 0;
                survivors += pool.getName().contains("Survivor") ? 2 * most : 0;
            }
        }
        return eden > 0 ? eden + Math.max(0, survivors) : Runtime.getRuntime().maxMemory() / 3;
    }
}
