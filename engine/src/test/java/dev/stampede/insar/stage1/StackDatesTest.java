package dev.stampede.insar.stage1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.io.mat.FormatException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackDatesTest {
    private static List<Path> interferograms(String... stems) {
        return Arrays.stream(stems).map(s -> Path.of("/x/diff0/" + s + ".diff")).toList();
    }

    @Test
    void insertsTheReferenceImageAmongTheOthers() throws FormatException {
        var dates =
                StackDates.singleMaster(interferograms("20200101_20191231", "20200101_20200113", "20200101_20200125"));

        assertThat(dates.day()).containsExactly(737790, 737791, 737803, 737815);
        assertThat(dates.masterDay()).isEqualTo(737791);
        assertThat(dates.masterIndex()).isEqualTo(1);
        assertThat(dates.source()).containsExactly(0, StackDates.MASTER, 1, 2);
        assertThat(dates.filledSources()).containsExactly(0, 1, 2);
    }

    @Test
    void appendsAReferenceImageLaterThanAllOthers() throws FormatException {
        var dates = StackDates.singleMaster(interferograms("20200101_20191201", "20200101_20191213"));

        assertThat(dates.masterIndex()).isEqualTo(2);
        assertThat(dates.source()).containsExactly(0, 1, StackDates.MASTER);
    }

    @Test
    void givesTheColumnOfANullInterferogramToTheReferenceImage() throws FormatException {
        var dates =
                StackDates.singleMaster(interferograms("20200101_20191201", "20200101_20200101", "20200101_20200113"));

        assertThat(dates.ifgCount()).isEqualTo(3);
        assertThat(dates.source()).containsExactly(0, StackDates.MASTER, 2);
        assertThat(dates.filledSources()).containsExactly(0, 2);
    }

    @Test
    void namesTheInterferogramThatBreaksTheOrder() {
        assertThatThrownBy(() -> StackDates.singleMaster(interferograms("20200101_20200113", "20200101_20191201")))
                .hasMessageContaining("20200101_20191201.diff")
                .hasMessageContaining("not later");
        assertThatThrownBy(() -> StackDates.singleMaster(interferograms("20200101_20200113", "20200102_20200201")))
                .hasMessageContaining("another master");
        assertThatThrownBy(() -> StackDates.singleMaster(interferograms("20200101_20201301")))
                .hasMessageContaining("20201301 is not a date");
        assertThatThrownBy(() -> StackDates.singleMaster(interferograms("first")))
                .hasMessageContaining("is not named");
    }

    @Test
    void numbersTheImagesOfPairs() throws FormatException {
        var dates = StackDates.smallBaseline(
                interferograms("20200113_20200125", "20200101_20200113", "20200101_20200125"),
                Path.of("/x/20200113.rslc.par"));

        assertThat(dates.day()).containsExactly(737791, 737803, 737815);
        assertThat(dates.pairs()).isDeepEqualTo(new int[][] {{1, 2}, {0, 1}, {0, 2}});
        assertThat(dates.masterIndex()).isEqualTo(1);
        assertThat(dates.pairList()).startsWith(" 2.02001130e+07 2.02001250e+07\n");
    }
}
