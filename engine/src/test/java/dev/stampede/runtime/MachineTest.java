package dev.stampede.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    Path temp;

    private Machine machine() {
        return new Machine(temp.resolve("proc"), temp.resolve("cgroup"));
    }

    private void write(String name, String content) throws IOException {
        var file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void theSmallestQuotaOnTheWayUpCountsRoundedUp() throws IOException {
        write("proc/self/cgroup", "0::/user/job\n");
        write("cgroup/user/job/cpu.max", "max 100000\n");
        write("cgroup/user/cpu.max", "50000 100000\n");

        assertThat(machine().processors()).isEqualTo(1);
    }

    @Test
    void aQuotaAboveTheProcessorsChangesNothing() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        write("cgroup/cpu.max", "99900000 100000\n");

        assertThat(machine().processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void readsVersionOneGroups() throws IOException {
        write("proc/self/cgroup", "4:memory:/job\n3:cpu,cpuacct:/job\n");
        write("cgroup/cpu/job/cpu.cfs_quota_us", "100000\n");
        write("cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
        write("cgroup/memory/job/memory.limit_in_bytes", "1048576\n");

        assertThat(machine().processors()).isEqualTo(1);
        assertThat(machine().memoryBytes()).isEqualTo(1 << 20);
    }

    @Test
    void memoryIsTheSmallestLimit() throws IOException {
        write("proc/self/cgroup", "0::/job\n");
        write("cgroup/job/memory.max", "max\n");
        write("cgroup/memory.max", "2097152\n");

        assertThat(machine().memoryBytes()).isEqualTo(2 << 20);
        assertThat(machine().defaultMemoryBudget()).isEqualTo((long) ((2 << 20) * 0.7));
    }

    @Test
    void damagedOrMissingFilesAreNoLimit() throws IOException {
        write("proc/self/cgroup", "nonsense\n0::/x\n");
        write("cgroup/x/cpu.max", "many\n");

        assertThat(machine().processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(machine().memoryBytes()).isGreaterThan(1 << 20);
        assertThat(machine().peakResidentBytes()).isEmpty();
    }

    @Test
    void readsThePeak() throws IOException {
        write("proc/self/status", "Name:\tjava\nVmHWM:\t  123456 kB\n");

        assertThat(machine().peakResidentBytes()).hasValue(123456L * 1024);
    }
}
