package dev.stampede.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.stampede.mosaic.pipeline.MosaicOption;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Options of the mosaic commands, made from the list of parameters so that there is one list. A command for
/// one stage takes what belongs to it under shorter names.
final class MosaicOptions {
    private MosaicOptions() {}

    /// Every parameter.
    static final class Whole implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            return add(spec, MosaicOptions::whole);
        }
    }

    /// Those of stage 1.
    static final class Global implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            return add(spec, option -> stage(option, "global_regression_"));
        }
    }

    /// Those of stage 2.
    static final class Local implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            return add(spec, option -> stage(option, "local_block_adjustment_"));
        }
    }

    static Optional<String> whole(MosaicOption option) {
        return Optional.of("--" + option.flag());
    }

    private static Optional<String> stage(MosaicOption option, String prefix) {
        return switch (option) {
            case SHARED_OUTPUT_IMAGE_PATH, SHARED_TEMP_DIR -> Optional.empty();
            case COMPAT, RESUME, REPORT -> whole(option);
            default -> {
                var key = option.key();
                var own = key.startsWith(prefix)
                        ? key.substring(prefix.length())
                        : key.startsWith("shared_") ? key.substring("shared_".length()) : null;
                yield Optional.ofNullable(own).map(name -> "--" + name.replace('_', '-'));
            }
        };
    }

    static Optional<String> global(MosaicOption option) {
        return stage(option, "global_regression_");
    }

    static Optional<String> local(MosaicOption option) {
        return stage(option, "local_block_adjustment_");
    }

    private static CommandSpec add(CommandSpec spec, Function<MosaicOption, Optional<String>> names) {
        for (var option : MosaicOption.values()) {
            names.apply(option).ifPresent(name -> spec.addOption(spec(option, name)));
        }
        return spec;
    }

    private static OptionSpec spec(MosaicOption option, String name) {
        var standard = option.standard();
        var builder = OptionSpec.builder(name)
                .paramLabel(option.label())
                .type(String.class)
                // A % would be taken for a format.
                .description(Character.toUpperCase(option.description().charAt(0))
                        + option.description().substring(1) + "."
                        + (standard.equals("required") ? " Required." : " Default: " + standard + "."));
        if (option.label().equals("BOOL")) {
            builder.arity("0..1").fallbackValue("true");
        }
        return builder.build();
    }

    /// What was given: a file of parameters, then the command line, which wins.
    /// @throws UsageException if the file cannot be read
    static Map<String, Object> given(CommandSpec spec, Path file, Function<MosaicOption, Optional<String>> names) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (file != null) {
            read(file).forEach((key, value) -> values.put(key.replace('-', '_'), value));
        }
        for (var option : MosaicOption.values()) {
            var name = names.apply(option);
            if (name.isPresent() && spec.findOption(name.get()).getValue() != null) {
                values.put(option.key(), spec.findOption(name.get()).getValue());
            }
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(Path file) {
        try {
            var values = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), Map.class);
            return values == null ? Map.of() : values;
        } catch (java.nio.file.NoSuchFileException e) {
            throw new UsageException(file + ": there is no such file of parameters", e);
        } catch (JacksonException e) {
            throw new UsageException(file + ": not a list of parameters (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
