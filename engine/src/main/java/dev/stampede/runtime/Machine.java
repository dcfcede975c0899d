package dev.stampede.runtime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What this process may use of the machine it runs on: processors and memory, as limited by affinity and
/// by control groups of version 2 or 1. What cannot be found out counts as no limit.
///
/// @param processes folder with the process information, normally `/proc`
/// @param groups    folder with the control groups, normally `/sys/fs/cgroup`
public record Machine(Path processes, Path groups) {
    /// Share of the memory that a run may plan with when nothing else is said.
    public static final double DEFAULT_MEMORY_SHARE = 0.7;

    public static Machine current() {
        return new Machine(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /// Processors this process may use: the smallest of those online, those of its affinity mask and the
    /// quota of its control groups, rounded up; at least 1.
    public int processors() {
        long limit = Runtime.getRuntime().availableProcessors();
        for (var group : groupFolders("cpu")) {
            limit = Math.min(limit, quota(group).orElse(limit));
        }
        return (int) Math.max(1, limit);
    }

    /// Bytes of memory this process may use: physical memory or the smallest limit of its control groups.
    public long memoryBytes() {
        long limit = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
        for (var group : groupFolders("memory")) {
            limit = Math.min(limit, number(group.resolve("memory.max")).orElse(limit));
            limit = Math.min(
                    limit, number(group.resolve("memory.limit_in_bytes")).orElse(limit));
        }
        return limit;
    }

    /// Bytes a run plans with unless told otherwise.
    public long defaultMemoryBudget() {
        return (long) (memoryBytes() * DEFAULT_MEMORY_SHARE);
    }

    /// Largest resident memory of this process so far, bytes; none where the system does not tell.
    public OptionalLong peakResidentBytes() {
        try {
            for (var line : Files.readAllLines(processes.resolve("self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not Linux.
        }
        return OptionalLong.empty();
    }

    private static OptionalLong quota(Path group) {
        try {
            var file = group.resolve("cpu.max");
            if (Files.exists(file)) {
                var words = Files.readString(file).trim().split("\\s+");
                return words[0].equals("max")
                        ? OptionalLong.empty()
                        : OptionalLong.of(Math.ceilDiv(Long.parseLong(words[0]), Long.parseLong(words[1])));
            }
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
        var quota = number(group.resolve("cpu.cfs_quota_us"));
        var period = number(group.resolve("cpu.cfs_period_us"));
        return quota.isPresent() && period.isPresent() && quota.getAsLong() > 0 && period.getAsLong() > 0
                ? OptionalLong.of(Math.ceilDiv(quota.getAsLong(), period.getAsLong()))
                : OptionalLong.empty();
    }

    private static OptionalLong number(Path file) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).trim()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /// The folders of the process's own group of a controller and of all groups above it.
    private List<Path> groupFolders(String controller) {
        var folders = new ArrayList<Path>();
        try {
            for (var line : Files.readAllLines(processes.resolve("self/cgroup"))) {
                var fields = line.split(":", 3);
                if (fields.length == 3 && fields[1].isEmpty()) {
                    addWithParents(groups, fields[2], folders);
                } else if (fields.length == 3 && List.of(fields[1].split(",")).contains(controller)) {
                    addWithParents(groups.resolve(controller), fields[2], folders);
                }
            }
        } catch (IOException | RuntimeException e) {
            // No control groups here.
        }
        return folders;
    }

    private static void addWithParents(Path mount, String group, List<Path> folders) {
        for (var at = mount.resolve(group.substring(1)).normalize(); at.startsWith(mount); at = at.getParent()) {
            folders.add(at);
        }
    }
}
