package dev.stampede.cli;

import dev.stampede.insar.values.VelocityDeviation;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Options of commands that compute values: how deviations are drawn, what values are relative to.
final class ValueChoice {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private int draws = VelocityDeviation.DRAWS;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the resamples. Default: 2005.")
    private long seed = VelocityDeviation.SEED;

    @Option(
            names = "--ref",
            arity = "3",
            paramLabel = "LON LAT RADIUS",
            hideParamSyntax = true,
            description = "Relative to the points within RADIUS metres of a place. Default: the parameters' area.")
    private List<Double> reference = new ArrayList<>();

    @Option(names = "--draws", paramLabel = "N", description = "Bootstrap resamples of deviations. Default: 100.")
    private void setDraws(int draws) {
        if (draws < 2) {
            throw new ParameterException(spec.commandLine(), "--draws is " + draws + ", expected at least 2");
        }
        this.draws = draws;
    }

    int draws() {
        return draws;
    }

    long seed() {
        return seed;
    }

    /// Longitude, latitude and radius; empty = the area of the parameters.
    List<Double> reference() {
        return reference;
    }
}
