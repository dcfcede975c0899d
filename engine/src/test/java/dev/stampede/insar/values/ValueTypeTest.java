package dev.stampede.insar.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
    @ParameterizedTest
    @CsvSource({
        "v,v",
        "v-do,v-do",
        "V-od,V-do",
        "vs-dso,vs-dso",
        "u-dmos,u-dmso",
        "w-dmo,w-dmo",
        "hgt,hgt",
        "D,D",
        "wf,wf",
        "U-od,U-do",
        "usb-ad,usb-da",
        "rsb-o,rsb-o",
        "ts-sd,ts-ds",
        "w-ad,w-da",
        "v-ait,v-ait",
        "Vs-do,Vs-do"
    })
    void readsWhatItWrites(String text, String canonical) {
        assertThat(ValueType.parse(text).code()).isEqualTo(canonical);
        assertThat(ValueType.parse(canonical)).isEqualTo(ValueType.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "v-", "v-q", "v-dd", "v-ma", "hgt-d", "w-s", "-d", "usb-m", "rsb-d", "asb-d", "w-t"})
    void refusesWhatItDoesNotKnowAndListsQuantities(String text) {
        assertThatThrownBy(() -> ValueType.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quantities: w, p");
    }

    @Test
    void titleNamesTheCorrections() {
        assertThat(ValueType.parse("v-do").title()).isEqualTo("Mean velocity without look-angle error, orbital ramp");
    }
}
