package dev.stampede.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelRegistryTest {
    /// Does nothing on some backend.
    private record Idle(String id, Backend backend) implements Kernel {}

    private static final String ID = "stage9_idle";
    private static final KernelFamily<Idle> FAMILY = KernelFamily.of(
                    ID, Idle.class, () -> new Idle(ID, Backend.REFERENCE), () -> new Idle(ID, Backend.VECTOR))
            .with(Backend.NATIVE, () -> new Idle(ID, Backend.NATIVE));
    private static final KernelFamily<Idle> PLAIN =
            KernelFamily.of("stage9_plain", Idle.class, () -> new Idle("stage9_plain", Backend.REFERENCE));
    private static final MeasuredBackends TABLE = MeasuredBackends.parse(new StringReader("""
            # a comment
            stage9_idle | points | 0   | native reference        | here
            stage9_idle | points | 1e3 | vector native reference | here
            """));
    private static final Map<Backend, Availability> JAVA = Map.of(
            Backend.REFERENCE, Availability.YES,
            Backend.VECTOR, Availability.YES,
            Backend.NATIVE, Availability.no("the library is not there"));
    private static final Map<Backend, Availability> ALL = Map.of(
            Backend.REFERENCE, Availability.YES, Backend.VECTOR, Availability.YES, Backend.NATIVE, Availability.YES);

    private static KernelRegistry registry(Map<Backend, Availability> availability, Backend named) {
        return new KernelRegistry(List.of(FAMILY, PLAIN), availability, named, Map.of(), TABLE);
    }

    @Test
    void autoFollowsTheSizeClassOfTheMeasuredTable() {
        assertThat(registry(ALL, null).get(FAMILY, 999).backend()).isEqualTo(Backend.NATIVE);
        assertThat(registry(ALL, null).get(FAMILY, 1000).backend()).isEqualTo(Backend.VECTOR);
        assertThat(registry(ALL, null).get(FAMILY).backend()).isEqualTo(Backend.VECTOR);
    }

    @Test
    void autoPassesOverWhatCannotRunAndSaysWhy() {
        var choice = registry(JAVA, null).decide(FAMILY, 5);

        assertThat(choice.backend()).isEqualTo(Backend.REFERENCE);
        assertThat(choice.reason()).contains("native: the library is not there");
    }

    @Test
    void autoWithoutFiguresTakesWhatHasNothingToCompileFirst() {
        assertThat(unmeasured(ALL).get(FAMILY, 1).backend()).isEqualTo(Backend.NATIVE);
        assertThat(unmeasured(JAVA).get(FAMILY, 1).backend()).isEqualTo(Backend.VECTOR);
    }

    private static KernelRegistry unmeasured(Map<Backend, Availability> availability) {
        return new KernelRegistry(List.of(FAMILY), availability, null, Map.of(), MeasuredBackends.none());
    }

    @Test
    void aBackendNamedForAllAppliesWhereItIsOfferedAndTheRestIsRecorded() {
        var registry = registry(ALL, Backend.VECTOR);

        assertThat(registry.get(FAMILY, 1).backend()).isEqualTo(Backend.VECTOR);
        assertThat(registry.get(PLAIN, 1).backend()).isEqualTo(Backend.REFERENCE);

        assertThat(registry.notOffered()).isEqualTo(Map.of("stage9_plain", Backend.REFERENCE));
    }

    @Test
    void aBackendNamedForAllThatIsOfferedButCannotRunIsRefused() {
        var registry = registry(JAVA, Backend.NATIVE);

        assertThatThrownBy(() -> registry.get(FAMILY, 1))
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessage("kernel stage9_idle cannot run on backend native: the library is not there");
        assertThatThrownBy(registry::requireNamed)
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessage("backend native cannot run here: the library is not there");
    }

    @Test
    void aBackendNamedForAKernelThatLacksItIsRefused() {
        assertThatThrownBy(() -> new KernelRegistry(
                        List.of(FAMILY, PLAIN), ALL, null, Map.of("stage9_plain", Backend.VECTOR), TABLE))
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessageContaining("stage9_plain")
                .hasMessageContaining("only reference");
    }

    @Test
    void remembersWhatEachKernelRanOn() {
        var registry = registry(JAVA, null);

        registry.get(FAMILY, 10);
        registry.get(FAMILY, 5000);

        assertThat(registry.used()).isEqualTo(Map.of(ID, Set.of(Backend.REFERENCE, Backend.VECTOR)));
    }

    @Test
    void aTableThatDoesNotFitIsRefusedWithItsLine() {
        assertThatThrownBy(() -> MeasuredBackends.parse(new StringReader("a | b | 0 | reference")))
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> MeasuredBackends.parse(new StringReader("a | b | 0 | fast | c")))
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> MeasuredBackends.parse(new StringReader("a | b | 9 | vector | c")))
                .hasMessageContaining("a has no row for work from 0");
    }
}
