package dev.stampede.bindings.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// The compiled kernels: a fat binary and what it was made with.
///
/// Taken from the folder named by `stampede.cuda.kernels` if set, else from the class path, where a build
/// that ran `make cuda` has put them.
///
/// @param bytes         the fat binary
/// @param abi           version of the argument structures
/// @param toolkit       version of the compiler, `1000 * major + 10 * minor`
/// @param architectures compute capabilities with machine code, such as `80 90`
public record CudaImage(byte[] bytes, int abi, int toolkit, String architectures) {
    /// The version of the structures the adaptors fill, that of `stampede_cuda.h`.
    public static final int ABI = 1;

    private static final String NAME = "stampede_kernels";
    private static final String RESOURCES = "native/cuda/";

    /// The kernels of this build, or nothing.
    /// @throws IOException if they are there but cannot be read
    public static Optional<CudaImage> find() throws IOException {
        try (var properties = open(NAME + ".properties");
                var binary = open(NAME + ".fatbin")) {
            if (properties == null || binary == null) {
                return Optional.empty();
            }
            var made = new Properties();
            made.load(properties);
            return Optional.of(new CudaImage(
                    binary.readAllBytes(),
                    number(made, "abi"),
                    number(made, "toolkit"),
                    made.getProperty("architectures", "")));
        }
    }

    private static int number(Properties made, String key) throws IOException {
        try {
            return Integer.parseInt(made.getProperty(key, "").trim());
        } catch (NumberFormatException e) {
            throw new IOException(
                    NAME + ".properties: " + key + " is '" + made.getProperty(key) + "', not a number", e);
        }
    }

    private static InputStream open(String file) throws IOException {
        var folder = System.getProperty("stampede.cuda.kernels");
        if (folder == null) {
            return CudaImage.class.getClassLoader().getResourceAsStream(RESOURCES + file);
        }
        var path = Path.of(folder).resolve(file);
        return Files.isRegularFile(path) ? Files.newInputStream(path) : null;
    }

    /// The oldest compute capability its machine code runs on, `10 * major + minor`.
    public int oldestArchitecture() {
        int oldest = Integer.MAX_VALUE;
        for (var word : architectures.trim().split("\\s+")) {
            oldest = Math.min(oldest, word.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(word));
        }
        return oldest;
    }
}
