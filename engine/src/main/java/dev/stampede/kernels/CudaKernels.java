package dev.stampede.kernels;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.cuda.CudaDevice;
import dev.stampede.bindings.cuda.CudaException;
import dev.stampede.bindings.cuda.CudaImage;
import dev.stampede.bindings.cuda.CudaLibrary;
import dev.stampede.bindings.cuda.HostEmulation;
import dev.stampede.kernels.cuda.CudaPool;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// Whether CUDA kernels can run in this process, and the one device they share. A device is a resource of
/// the process, like a native library: its context and memory are opened when the first kernel asks for
/// them and stay.
///
/// `-Dstampede.cuda.emulate=true` puts the emulation of [HostEmulation] in the place of the device, for
/// tests of the whole way from the command line to the kernels; `backwards` or `shuffled` in place of
/// `true` say in which order it runs threads. It is slow, is never taken by `auto` and is not named as a
/// device.
public final class CudaKernels {
    /// Of the memory that is free when the device is opened, what a run without a limit takes.
    private static final double USUAL_SHARE = 0.8;

    private static Settings settings = new Settings(0, 0);
    private static CudaPool pool;

    /// @param device   number of the device, `runtime.gpu.device`
    /// @param maxBytes device memory to use, `runtime.gpu.max_memory_bytes`; 0 = most of what is free
    public record Settings(int device, long maxBytes) {}

    private CudaKernels() {}

    private static boolean emulated() {
        return !System.getProperty("stampede.cuda.emulate", "false").equals("false");
    }

    private static HostEmulation.Order order() {
        var word = System.getProperty("stampede.cuda.emulate");
        return word.equals("true")
                ? HostEmulation.Order.FORWARDS
                : HostEmulation.Order.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// Whether the device of the settings can run the kernels of this build; if not, why.
    public static synchronized Availability availability() {
        return emulated() ? emulation() : driver();
    }

    private static Availability emulation() {
        return switch (HostEmulation.status()) {
            case NativeLibrary.Loaded _ -> Availability.YES;
            case NativeLibrary.Missing missing -> Availability.no("stampede.cuda.emulate is set: " + missing.reason());
        };
    }

    private static Availability driver() {
        if (!(CudaLibrary.status() instanceof NativeLibrary.Loaded driver)) {
            var missing = (NativeLibrary.Missing) CudaLibrary.status();
            return Availability.no("no CUDA driver: " + missing.reason());
        }
        try {
            var image = CudaImage.find();
            if (image.isEmpty()) {
                return Availability.no("this build has no CUDA kernels; run `make cuda` and build again");
            }
            return suits(image.get(), driver.abi(), settings.device());
        } catch (IOException | CudaException e) {
            return Availability.no(e.getMessage());
        }
    }

    private static Availability suits(CudaImage image, int driver, int device) {
        if (image.abi() != CudaImage.ABI) {
            return Availability.no("the CUDA kernels speak version " + image.abi() + ", needed is " + CudaImage.ABI
                    + "; run `make cuda` and build again");
        }
        if (driver / 1000 < image.toolkit() / 1000) {
            return Availability.no(
                    "driver " + version(driver) + " is older than " + version(image.toolkit() / 1000 * 1000)
                            + ", which the CUDA kernels need; update the driver or build them with an older nvcc");
        }
        int count = CudaDevice.count();
        if (device >= count) {
            return Availability.no(
                    count == 0
                            ? "the driver finds no device"
                            : "there is no device " + device + ", the driver finds " + count
                                    + "; set runtime.gpu.device");
        }
        var found = CudaDevice.describe(device);
        if (found.capability() < image.oldestArchitecture()) {
            return Availability.no(found.name() + " has compute capability " + found.capability() / 10.0
                    + ", the CUDA kernels need " + image.oldestArchitecture() / 10.0
                    + "; build them with STAMPEDE_ARCHS=\"" + found.capability() + "\" make cuda");
        }
        return Availability.YES;
    }

    private static String version(int number) {
        return number / 1000 + "." + number % 1000 / 10;
    }

    /// One line on what runs the kernels.
    public static String description() {
        return emulated() ? "emulation of an NVIDIA device on the host, for tests" : "NVIDIA device";
    }

    /// The name of the device; empty where there is none or it is emulated.
    public static synchronized Optional<String> device() {
        return !emulated() && driver().available()
                ? Optional.of(CudaDevice.describe(settings.device()).name())
                : Optional.empty();
    }

    /// Says which device to use and how much of its memory. Closes a device opened with other settings once
    /// its callers are done.
    public static synchronized void configure(Settings wanted) {
        if (wanted.equals(settings)) {
            return;
        }
        settings = wanted;
        try (var _ = pool) {
            pool = null;
        }
    }

    /// The device, opened if it is not yet.
    /// @throws KernelUnavailableException if it cannot run the kernels, saying why
    /// @throws CudaException if opening it fails
    public static synchronized CudaPool pool(String kernel) {
        if (pool == null) {
            var state = availability();
            if (!state.available()) {
                throw new KernelUnavailableException(kernel, Backend.CUDA, state.reason());
            }
            pool = open();
        }
        return pool;
    }

    private static CudaPool open() {
        try {
            var launcher = emulated()
                    ? HostEmulation.open(order())
                    : CudaDevice.open(settings.device(), CudaImage.find().orElseThrow());
            try {
                long free = launcher.freeBytes();
                long most = settings.maxBytes() > 0 ? Math.min(settings.maxBytes(), free) : (long) (USUAL_SHARE * free);
                return new CudaPool(launcher, most);
            } catch (CudaException e) {
                launcher.close();
                throw e;
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
