package dev.stampede.insar.pipeline.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Collects settings from their sources. Later calls win over earlier ones, so the order of calls is the
/// precedence: file, environment, `--set`, options of a command. Unknown keys and values that do not fit
/// are refused at once.
public final class ConfigBuilder {
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    public ConfigBuilder() {
        ConfigKeys.all().forEach(key -> settings.put(key.name(), new Setting(key.name(), key.initial(), "default")));
    }

    /// Adds a YAML (`.yaml`, `.yml`) or JSON (`.json`) file.
    /// @throws ConfigException if it cannot be read or holds anything unknown
    public ConfigBuilder file(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        ObjectMapper mapper;
        if (name.endsWith(".json")) {
            mapper = new ObjectMapper();
        } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            mapper = new YAMLMapper();
        } else {
            throw new ConfigException(file + ": a configuration file ends in .yaml, .yml or .json");
        }
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        Object content;
        try {
            var tree = mapper.readTree(Files.readString(file));
            content = tree == null || tree.isMissingNode() ? null : mapper.treeToValue(tree, Object.class);
        } catch (NoSuchFileException e) {
            throw new ConfigException("configuration file " + file + " does not exist", e);
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    file + where(e) + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new ConfigException("configuration file " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (content == null) {
            return this;
        }
        if (!(content instanceof Map<?, ?> map)) {
            throw new ConfigException(file + ": the top level must be a mapping of sections, found a "
                    + content.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
        addSection("", map, file.toString());
        return this;
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
    }

    private void addSection(String prefix, Map<?, ?> section, String origin) {
        section.forEach((key, value) -> {
            String name = prefix + key;
            if (ConfigKeys.find(name).isPresent()) {
                put(name, value, origin);
            } else if (ConfigKeys.isSection(name)) {
                if (value instanceof Map<?, ?> inner) {
                    addSection(name + ".", inner, origin);
                } else if (value != null) {
                    throw new ConfigException(name + " (" + origin + ") must be a mapping, found " + value);
                }
            } else {
                throw ConfigKeys.unknown(name, origin);
            }
        });
    }

    /// Adds every `STAMPEDE_RUNTIME_…`, `STAMPEDE_TOOLS_…`, `STAMPEDE_COMPAT_…`, `STAMPEDE_TOLERANCE_…`
    /// variable.
    public ConfigBuilder environment(Map<String, String> environment) {
        environment.forEach((variable, value) -> {
            if (!variable.matches("STAMPEDE_(RUNTIME|TOOLS|COMPAT|COMPATIBILITY|TOLERANCE)_.*")) {
                return;
            }
            String plain = variable.replace("STAMPEDE_COMPATIBILITY_", "STAMPEDE_COMPAT_");
            for (var key : ConfigKeys.all()) {
                if (key.environmentName().equals(plain)) {
                    put(key.name(), value, "environment " + variable);
                    return;
                }
            }
            String guess = plain.substring("STAMPEDE_".length())
                    .toLowerCase(Locale.ROOT)
                    .replaceFirst("_", ".");
            throw ConfigKeys.unknown(guess, "environment " + variable);
        });
        return this;
    }

    /// Adds `key=value` as given to `--set`.
    public ConfigBuilder assignment(String assignment) {
        int cut = assignment.indexOf('=');
        if (cut < 1) {
            throw new ConfigException("--set " + assignment + ": expected key=value, such as runtime.cpu_workers=4");
        }
        return put(assignment.substring(0, cut).trim(), assignment.substring(cut + 1), "--set");
    }

    /// Sets one key; `key.entry` adds to a mapping.
    /// @throws ConfigException if the key is unknown or the value does not fit
    public ConfigBuilder put(String name, Object value, String origin) {
        var known = ConfigKeys.find(name);
        if (known.isPresent()) {
            var key = known.get();
            settings.put(key.name(), new Setting(key.name(), key.convert(value, origin), origin));
            return this;
        }
        var key = ConfigKeys.mapOf(name).orElseThrow(() -> ConfigKeys.unknown(name, origin));
        Map<String, Object> merged = new LinkedHashMap<>();
        if (settings.get(key.name()).value() instanceof Map<?, ?> before) {
            before.forEach((k, v) -> merged.put(k.toString(), v));
        }
        merged.put(ConfigKeys.canonical(name).substring(key.name().length() + 1), value);
        settings.put(key.name(), new Setting(key.name(), merged, origin));
        return this;
    }

    /// The configuration in force.
    /// @throws ConfigException if settings contradict each other
    public RunConfig build() {
        return RunConfig.of(settings);
    }
}
