// Runs every kernel on a device and on the host and compares the results; needs a driver, no toolkit and no Java.
//
//     g++ -O2 -std=c++17 -I../include device_check.cpp -o ../build/device_check -ldl
//     ../build/device_check ../build [device] [repeats]
//
// Prints a line per kernel: the largest difference in units of what is allowed, and the time of the kernel alone on the
// device. Allowed are differences of the mathematical functions of device and host, as in the contracts; kernels
// without such functions must give the same bits. Ends with 1 if a kernel fails.
#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "stampede_cuda.h"
#include "stampede_driver.h"

namespace {

template <class F>
F symbol(void *library, const char *name) {
    void *found = dlsym(library, name);
    if (!found) {
        std::fprintf(stderr, "no %s: %s\n", name, dlerror());
        std::exit(2);
    }
    return reinterpret_cast<F>(found);
}

void *open_library(const std::string &name) {
    void *library = dlopen(name.c_str(), RTLD_NOW);
    if (!library) {
        std::fprintf(stderr, "%s\n", dlerror());
        std::exit(2);
    }
    return library;
}

struct Driver {
    void *library = open_library("libcuda.so.1");
#define DRIVER(name) decltype(&::name) name = symbol<decltype(&::name)>(library, #name)
    DRIVER(cuInit);
    DRIVER(cuDriverGetVersion);
    DRIVER(cuGetErrorName);
    DRIVER(cuDeviceGet);
    DRIVER(cuDeviceGetName);
    DRIVER(cuDeviceGetAttribute);
    DRIVER(cuDevicePrimaryCtxRetain);
    DRIVER(cuCtxSetCurrent);
    DRIVER(cuMemAlloc_v2);
    DRIVER(cuMemFree_v2);
    DRIVER(cuMemHostAlloc);
    DRIVER(cuMemFreeHost);
    DRIVER(cuMemcpyHtoDAsync_v2);
    DRIVER(cuMemcpyDtoHAsync_v2);
    DRIVER(cuStreamCreate);
    DRIVER(cuStreamSynchronize);
    DRIVER(cuModuleLoadData);
    DRIVER(cuModuleGetFunction);
    DRIVER(cuFuncSetAttribute);
    DRIVER(cuLaunchKernel);

    void check(int status, const char *what) const {
        if (status) {
            const char *name = "?";
            cuGetErrorName(status, &name);
            std::fprintf(stderr, "%s: %s (%d)\n", what, name, status);
            std::exit(2);
        }
    }
};

struct Buffer {
    std::vector<char> bytes;
    size_t member;     // offset of the pointer in the structure of arguments
    char type;         // f, d, i, b, l; upper case for results
    double absolute;   // allowed difference of a result
    double relative;   // of the largest magnitude, in addition
    double period;     // differences count modulo this; 0 = plainly
};

struct Case {
    const char *kernel;
    long long blocks;
    long long shared;
    std::vector<char> arguments;
    std::vector<Buffer> buffers;

    template <class Args>
    Case(const char *name, const Args &a, long long blocks, long long shared = 0)
            : kernel(name), blocks(blocks), shared(shared), arguments((const char *)&a, (const char *)&a + sizeof a) {}

    template <class T>
    Case &in(size_t member, const std::vector<T> &values, char type) {
        buffers.push_back({std::vector<char>((const char *)values.data(), (const char *)(values.data() + values.size())),
                           member, type, 0, 0, 0});
        return *this;
    }

    Case &out(size_t member, size_t bytes, char type, double absolute = 0, double relative = 0, double period = 0) {
        buffers.push_back({std::vector<char>(bytes, 0), member, type, absolute, relative, period});
        return *this;
    }
};

double value(const Buffer &b, const std::vector<char> &bytes, size_t i) {
    switch (b.type) {
        case 'F':
            return reinterpret_cast<const float *>(bytes.data())[i];
        case 'D':
            return reinterpret_cast<const double *>(bytes.data())[i];
        case 'L':
            return (double)reinterpret_cast<const long long *>(bytes.data())[i];
        default:
            return (unsigned char)bytes[i];
    }
}

size_t width(char type) { return type == 'F' ? 4 : type == 'B' ? 1 : 8; }

// Largest difference in units of what is allowed; more than 1 is wrong.
double compare(const Buffer &b, const std::vector<char> &expected, const std::vector<char> &actual) {
    size_t n = expected.size() / width(b.type);
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
        double e = std::fabs(value(b, expected, i));
        largest = e > largest && std::isfinite(e) ? e : largest;
    }
    double allowed = b.absolute + b.relative * largest;
    double worst = 0;
    for (size_t i = 0; i < n; i++) {
        double e = value(b, expected, i);
        double a = value(b, actual, i);
        if (std::isnan(e) && std::isnan(a)) {
            continue;
        }
        double difference = std::fabs(e - a);
        if (b.period > 0) {
            difference = std::fabs(std::remainder(difference, b.period));
        }
        double units = difference == 0 ? 0 : allowed > 0 ? difference / allowed : HUGE_VAL;
        worst = std::isnan(units) ? HUGE_VAL : std::max(worst, units);
    }
    return worst;
}

std::mt19937_64 generator(20260101);

std::vector<float> uniform(size_t n, double low, double high) {
    std::uniform_real_distribution<double> d(low, high);
    std::vector<float> v(n);
    for (auto &x : v) {
        x = (float)d(generator);
    }
    return v;
}

std::vector<double> uniform_double(size_t n, double low, double high) {
    auto v = uniform(n, low, high);
    return std::vector<double>(v.begin(), v.end());
}

struct Phasors {
    std::vector<float> re, im;
};

Phasors phasors(size_t n) {
    Phasors p;
    for (float angle : uniform(n, -3.14159, 3.14159)) {
        p.re.push_back(std::cos(angle));
        p.im.push_back(std::sin(angle));
    }
    return p;
}

std::vector<int> integers(size_t n, int low, int high) {
    std::uniform_int_distribution<int> d(low, high - 1);
    std::vector<int> v(n);
    for (auto &x : v) {
        x = d(generator);
    }
    return v;
}

#define AT(kernel, name) offsetof(stampede_##kernel, name)
const double TURN = 6.283185307179586;

long long blocks_for(long long threads) { return (threads + STAMPEDE_BLOCK - 1) / STAMPEDE_BLOCK; }

std::vector<Case> cases() {
    std::vector<Case> list;
    const long long n = 20000, m = 30;

    {
        // A slope near a trial and a little noise, so that the best trial stands out.
        auto b = uniform(n * m, -200, 200);
        auto slope = uniform(n, -0.25, 0.25);
        auto noise = uniform(n * m, -0.5, 0.5);
        for (long long p = 0; p < n; p++) {
            float low = b[p], high = b[p];
            for (long long f = 1; f < m; f++) {
                low = std::min(low, b[p + f * n]);
                high = std::max(high, b[p + f * n]);
            }
            slope[p] = (float)((p % 7 - 3 + slope[p]) * TURN / (8 * (high - low)));
        }
        Phasors z;
        for (long long i = 0; i < n * m; i++) {
            double phase = slope[i % n] * b[i] + 1 + noise[i];
            z.re.push_back((float)std::cos(phase));
            z.im.push_back((float)std::sin(phase));
        }
        z.re[5] = z.im[5] = 0;
        stampede_topofit a = {};
        a.points = n;
        a.ifgs = m;
        a.trials = 32;
        list.push_back(Case("topofit", a, blocks_for(n))
                               .in(AT(topofit, re), z.re, 'f')
                               .in(AT(topofit, im), z.im, 'f')
                               .in(AT(topofit, baseline), b, 'f')
                               .out(AT(topofit, slope), 4 * n, 'F', 5e-5 / 400)
                               .out(AT(topofit, offset), 4 * n, 'F', 5e-5, 0, TURN)
                               .out(AT(topofit, coherence), 4 * n, 'F', 5e-6)
                               .out(AT(topofit, residual), 4 * n * m, 'F', 5e-5, 0, TURN)
                               .out(AT(topofit, valid), n, 'B'));
    }
    {
        const long long cells = 1500;
        std::vector<int> cell = integers(n, 0, cells), start(cells + 1), point(n);
        for (int c : cell) {
            start[c + 1]++;
        }
        for (long long c = 0; c < cells; c++) {
            start[c + 1] += start[c];
        }
        auto next = start;
        for (int p = 0; p < n; p++) {
            point[next[cell[p]]++] = p;
        }
        auto z = phasors(n * m);
        stampede_grid_accumulate a = {};
        a.points = n;
        a.cells = cells;
        a.ifgs = m;
        list.push_back(Case("grid_accumulate", a, blocks_for(cells * m))
                               .in(AT(grid_accumulate, re), z.re, 'f')
                               .in(AT(grid_accumulate, im), z.im, 'f')
                               .in(AT(grid_accumulate, start), start, 'i')
                               .in(AT(grid_accumulate, point), point, 'i')
                               .out(AT(grid_accumulate, grid_re), 4 * cells * m, 'F')
                               .out(AT(grid_accumulate, grid_im), 4 * cells * m, 'F'));
    }
    {
        std::vector<double> edges;
        for (int b = 0; b < STAMPEDE_BINS - 1; b++) {
            edges.push_back(0.01 * (b + 1));
        }
        stampede_histogram a = {};
        a.count = n * m;
        list.push_back(Case("histogram", a, 64, 4 * STAMPEDE_BINS)
                               .in(AT(histogram, value), uniform(n * m, -0.1, 1.1), 'f')
                               .in(AT(histogram, edge), edges, 'd')
                               .out(AT(histogram, counts), 8 * STAMPEDE_BINS, 'L'));
    }
    for (long long side : {32, 12}) {
        const long long ni = 100, nj = 90, f = 4, data = side * 3 / 4, step = data / 4;
        const long long wi = (ni + step - 1) / step - 3, wj = (nj + step - 1) / step - 3;
        auto z = phasors(ni * nj * f);
        for (size_t i = 0; i < z.re.size(); i += 3) {
            z.re[i] = z.im[i] = 0;
        }
        stampede_clap_response r = {};
        r.alpha = 1;
        r.beta = 0.3;
        r.n = side;
        auto low_pass = uniform_double(side * side, 0, 1);
        stampede_clap_window a = {};
        a.response = r;
        a.ni = ni;
        a.nj = nj;
        a.ifgs = f;
        a.bands = wi;
        a.windows_j = wj;
        a.data = data;
        a.step = step;
        const long long shared = 8 * STAMPEDE_CLAP_DOUBLES(side);
        list.push_back(Case("clap_window", a, wi * wj * f, shared)
                               .in(AT(clap_window, response), low_pass, 'd')
                               .in(AT(clap_window, re), z.re, 'f')
                               .in(AT(clap_window, im), z.im, 'f')
                               .out(AT(clap_window, window_re), 8 * data * data * wi * wj * f, 'D', 0, 1e-10)
                               .out(AT(clap_window, window_im), 8 * data * data * wi * wj * f, 'D', 0, 1e-10));
        stampede_clap_gather g = {};
        g.ni = ni;
        g.nj = nj;
        g.ifgs = f;
        g.bands = wi;
        g.windows_i = wi;
        g.windows_j = wj;
        g.data = data;
        g.step = step;
        list.push_back(Case("clap_gather", g, blocks_for(ni * nj * f))
                               .in(AT(clap_gather, window_re), uniform_double(data * data * wi * wj * f, -1, 1), 'd')
                               .in(AT(clap_gather, window_im), uniform_double(data * data * wi * wj * f, -1, 1), 'd')
                               .out(AT(clap_gather, sum_re), 8 * ni * nj * f, 'D')
                               .out(AT(clap_gather, sum_im), 8 * ni * nj * f, 'D')
                               .out(AT(clap_gather, out_re), 4 * ni * nj * f, 'F')
                               .out(AT(clap_gather, out_im), 4 * ni * nj * f, 'F'));
        const long long cells = 200;
        std::vector<int> block, inside;
        for (long long k = 0; k < cells; k++) {
            block.push_back((int)(k % (ni - side) + k % (nj - side) * ni));
            inside.push_back((int)(k % (side * side)));
        }
        stampede_clap_cell c = {};
        c.response = r;
        c.ni = ni;
        c.nj = nj;
        c.cells = cells;
        c.ifgs = f;
        c.blanked = 1;
        list.push_back(Case("clap_cell", c, cells * f, shared)
                               .in(AT(clap_cell, response), low_pass, 'd')
                               .in(AT(clap_cell, re), z.re, 'f')
                               .in(AT(clap_cell, im), z.im, 'f')
                               .in(AT(clap_cell, block), block, 'i')
                               .in(AT(clap_cell, inside), inside, 'i')
                               .out(AT(clap_cell, out_re), 4 * cells * f, 'F', 0, 2e-6)
                               .out(AT(clap_cell, out_im), 4 * cells * f, 'F', 0, 2e-6));
    }
    {
        const long long edges = 30000, per_block = STAMPEDE_BLOCK / m;
        const long long segments = (edges + STAMPEDE_EDGE_SEGMENT - 1) / STAMPEDE_EDGE_SEGMENT;
        auto z = phasors(n * m);
        auto from = integers(edges, 0, n / 2), to = integers(edges, n / 2, n);
        auto weight = uniform_double(m * m, 0.01, 0.06);
        auto baseline = uniform_double(m, -100, 100);
        stampede_edge_leave_one_out l = {};
        l.points = n;
        l.edges = edges;
        l.n = m;
        list.push_back(Case("edge_leave_one_out", l, (edges + per_block - 1) / per_block, 16 * per_block * m)
                               .in(AT(edge_leave_one_out, re), z.re, 'f')
                               .in(AT(edge_leave_one_out, im), z.im, 'f')
                               .in(AT(edge_leave_one_out, from), from, 'i')
                               .in(AT(edge_leave_one_out, to), to, 'i')
                               .in(AT(edge_leave_one_out, weight), weight, 'd')
                               .out(AT(edge_leave_one_out, noise), 8 * m * edges, 'D', 1e-12, 0, TURN));
        stampede_edge_sums s = {};
        s.edges = edges;
        s.n = m;
        list.push_back(Case("edge_sums", s, blocks_for(segments * m))
                               .in(AT(edge_sums, noise), uniform_double(m * edges, -3, 3), 'd')
                               .out(AT(edge_sums, sums), 16 * m * segments, 'D'));
        stampede_edge_noise e = {};
        e.points = n;
        e.edges = edges;
        e.n = m;
        // Operators that change little, so that a difference that wraps cannot hide in a result.
        auto slope = uniform_double(m * m, -1e-6, 1e-6);
        list.push_back(Case("edge_noise", e, (edges + per_block - 1) / per_block, 32 * per_block * m)
                               .in(AT(edge_noise, re), z.re, 'f')
                               .in(AT(edge_noise, im), z.im, 'f')
                               .in(AT(edge_noise, from), from, 'i')
                               .in(AT(edge_noise, to), to, 'i')
                               .in(AT(edge_noise, weight), weight, 'd')
                               .in(AT(edge_noise, intercept), weight, 'd')
                               .in(AT(edge_noise, slope), slope, 'd')
                               .in(AT(edge_noise, tau), uniform_double(m * m, -700, 700), 'd')
                               .in(AT(edge_noise, baseline), baseline, 'd')
                               .in(AT(edge_noise, projector), uniform_double(m, -1e-4, 1e-4), 'd')
                               .out(AT(edge_noise, noise), 8 * edges, 'F', 1e-6));
        stampede_edge_phasor_sums ps = {};
        ps.points = n;
        ps.edges = edges;
        ps.n = m;
        list.push_back(Case("edge_phasor_sums", ps, blocks_for(segments * m))
                               .in(AT(edge_phasor_sums, re), z.re, 'f')
                               .in(AT(edge_phasor_sums, im), z.im, 'f')
                               .in(AT(edge_phasor_sums, from), from, 'i')
                               .in(AT(edge_phasor_sums, to), to, 'i')
                               .out(AT(edge_phasor_sums, sums), 24 * m * segments, 'D'));
        stampede_edge_phasor_noise pn = {};
        pn.points = n;
        pn.edges = edges;
        pn.n = m;
        list.push_back(Case("edge_phasor_noise", pn, (edges + per_block - 1) / per_block, 16 * per_block * m)
                               .in(AT(edge_phasor_noise, re), z.re, 'f')
                               .in(AT(edge_phasor_noise, im), z.im, 'f')
                               .in(AT(edge_phasor_noise, from), from, 'i')
                               .in(AT(edge_phasor_noise, to), to, 'i')
                               .in(AT(edge_phasor_noise, baseline), baseline, 'd')
                               .in(AT(edge_phasor_noise, projector), uniform_double(m, -1e-4, 1e-4), 'd')
                               .out(AT(edge_phasor_noise, noise), 8 * edges, 'F', 1e-6));
    }
    {
        const long long per_block = STAMPEDE_BLOCK / m;
        auto z = phasors(n * m);
        stampede_arc_smoothing a = {};
        a.arcs = n;
        a.n = m;
        a.first_anchor = 10;
        a.last_anchor = 11;
        list.push_back(Case("arc_smoothing", a, (n + per_block - 1) / per_block, 32 * per_block * m)
                               .in(AT(arc_smoothing, re), z.re, 'f')
                               .in(AT(arc_smoothing, im), z.im, 'f')
                               .in(AT(arc_smoothing, weight), uniform(m * m, 0.01, 0.06), 'f')
                               .in(AT(arc_smoothing, intercept), uniform(m * m, -0.1, 0.1), 'f')
                               .out(AT(arc_smoothing, phase), 4 * n * m, 'F', 4e-6, 4e-7, TURN)
                               .out(AT(arc_smoothing, noise), 4 * n * m, 'F', 4e-6, 4e-7, TURN));
    }
    {
        std::vector<int> column;
        for (int i = 0; i < m; i++) {
            column.push_back(i - 1);
        }
        auto baseline = uniform(n * m, -200, 200);
        stampede_scla a = {};
        a.points = n;
        a.ifgs = m;
        list.push_back(Case("scla", a, blocks_for(n))
                               .in(AT(scla, phase), uniform(n * m, -20, 20), 'f')
                               .in(AT(scla, baseline), baseline, 'f')
                               .in(AT(scla, column), column, 'i')
                               .in(AT(scla, reference), uniform_double(m, -1, 1), 'd')
                               .in(AT(scla, k_weight), uniform_double(m, -1e-3, 1e-3), 'd')
                               .in(AT(scla, c_weight), uniform_double(m, -0.1, 0.1), 'd')
                               .out(AT(scla, k), 8 * n, 'D')
                               .out(AT(scla, c), 8 * n, 'D')
                               .out(AT(scla, scla), 4 * n * m, 'F'));
        stampede_scla_phase p = {};
        p.points = n;
        p.ifgs = m;
        list.push_back(Case("scla_phase", p, blocks_for(n))
                               .in(AT(scla_phase, k), uniform_double(n, -0.1, 0.1), 'd')
                               .in(AT(scla_phase, baseline), baseline, 'f')
                               .in(AT(scla_phase, column), column, 'i')
                               .out(AT(scla_phase, scla), 4 * n * m, 'F'));
        stampede_plane_combination c = {};
        c.points = n;
        c.inputs = m;
        c.results = m;
        list.push_back(Case("plane_combination", c, blocks_for(n * m))
                               .in(AT(plane_combination, in), uniform(n * m, -20, 20), 'f')
                               .in(AT(plane_combination, offset), uniform_double(m, -1, 1), 'd')
                               .in(AT(plane_combination, coefficient), uniform_double(m * m, -1, 1), 'd')
                               .out(AT(plane_combination, out), 8 * n * m, 'D')
                               .out(AT(plane_combination, out_single), 4 * n * m, 'F'));
    }
    {
        // Points in cells of 200 m, row after row.
        const long long rows = 40, columns = 40;
        std::vector<int> start = {0}, cell;
        std::vector<float> x, y;
        for (long long i = 0; i < rows * columns; i++) {
            for (float dx : uniform(3 + i % 9, 0, 200)) {
                x.push_back(200.0f * (i % columns) + dx);
                y.push_back(200.0f * (i / columns) + uniform(1, 0, 200)[0]);
                cell.push_back((int)i);
            }
            start.push_back((int)x.size());
        }
        const long long points = (long long)x.size();
        stampede_spatial_gaussian a = {};
        a.sigma = 100;
        a.radius = 400;
        a.points = points;
        a.rows = rows;
        a.columns = columns;
        a.reach = 2;
        list.push_back(Case("spatial_gaussian", a, blocks_for(points * STAMPEDE_GAUSSIAN_WIDTH))
                               .in(AT(spatial_gaussian, x), x, 'f')
                               .in(AT(spatial_gaussian, y), y, 'f')
                               .in(AT(spatial_gaussian, in), uniform(points * STAMPEDE_GAUSSIAN_WIDTH, -3, 3), 'f')
                               .in(AT(spatial_gaussian, start), start, 'i')
                               .in(AT(spatial_gaussian, cell), cell, 'i')
                               .out(AT(spatial_gaussian, out), 4 * points * STAMPEDE_GAUSSIAN_WIDTH, 'F', 0, 1e-6));
    }
    return list;
}

std::vector<std::vector<char>> on_host(void *library, const Case &c) {
    auto buffers = c.buffers;
    auto arguments = c.arguments;
    for (auto &b : buffers) {
        void *at = b.bytes.data();
        std::memcpy(arguments.data() + b.member, &at, sizeof at);
    }
    auto run = symbol<int (*)(long long, long long, int, const void *)>(
            library, (std::string("stampede_host_") + c.kernel).c_str());
    if (run(c.blocks, c.shared, 0, arguments.data())) {
        std::fprintf(stderr, "%s wrote beyond its shared memory on the host\n", c.kernel);
        std::exit(2);
    }
    std::vector<std::vector<char>> results;
    for (auto &b : buffers) {
        results.push_back(std::move(b.bytes));
    }
    return results;
}

std::vector<std::vector<char>> on_device(
        const Driver &d, void *module, void *stream, int shared_limit, const Case &c, int repeats, double *best) {
    auto arguments = c.arguments;
    std::vector<unsigned long long> device;
    std::vector<void *> host;
    for (auto &b : c.buffers) {
        unsigned long long address = 0;
        void *staged = nullptr;
        d.check(d.cuMemAlloc_v2(&address, b.bytes.size()), "cuMemAlloc");
        d.check(d.cuMemHostAlloc(&staged, b.bytes.size(), 0), "cuMemHostAlloc");
        std::memcpy(staged, b.bytes.data(), b.bytes.size());
        d.check(d.cuMemcpyHtoDAsync_v2(address, staged, b.bytes.size(), stream), "cuMemcpyHtoDAsync");
        std::memcpy(arguments.data() + b.member, &address, sizeof address);
        device.push_back(address);
        host.push_back(staged);
    }
    void *function = nullptr;
    d.check(d.cuModuleGetFunction(&function, module, c.kernel), c.kernel);
    d.check(d.cuFuncSetAttribute(function, CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, shared_limit), c.kernel);
    void *list[] = {arguments.data()};
    d.check(d.cuStreamSynchronize(stream), "copies");
    auto launch = [&] {
        d.check(d.cuLaunchKernel(function, (unsigned)c.blocks, 1, 1, STAMPEDE_BLOCK, 1, 1, (unsigned)c.shared, stream,
                                 list, nullptr),
                c.kernel);
        d.check(d.cuStreamSynchronize(stream), c.kernel);
    };
    launch();
    std::vector<std::vector<char>> results;
    for (size_t i = 0; i < host.size(); i++) {
        size_t bytes = c.buffers[i].bytes.size();
        d.check(d.cuMemcpyDtoHAsync_v2(host[i], device[i], bytes, stream), "cuMemcpyDtoHAsync");
        d.check(d.cuStreamSynchronize(stream), "copies");
        results.emplace_back((char *)host[i], (char *)host[i] + bytes);
    }
    *best = HUGE_VAL;
    for (int i = 0; i < repeats; i++) {
        auto before = std::chrono::steady_clock::now();
        launch();
        *best = std::min(*best, std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
    }
    for (size_t i = 0; i < host.size(); i++) {
        d.cuMemFree_v2(device[i]);
        d.cuMemFreeHost(host[i]);
    }
    return results;
}

}  // namespace

int main(int count, char **words) {
    std::string build = count > 1 ? words[1] : "cuda/build";
    int ordinal = count > 2 ? std::atoi(words[2]) : 0;
    int repeats = count > 3 ? std::atoi(words[3]) : 5;
    Driver d;
    int version = 0, device = 0, shared = 0;
    char name[256];
    void *context = nullptr, *module = nullptr, *stream = nullptr;
    d.check(d.cuInit(0), "cuInit");
    d.check(d.cuDriverGetVersion(&version), "cuDriverGetVersion");
    d.check(d.cuDeviceGet(&device, ordinal), "cuDeviceGet");
    d.check(d.cuDeviceGetName(name, sizeof name, device), "cuDeviceGetName");
    d.check(d.cuDeviceGetAttribute(&shared, CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN, device), "shared");
    d.check(d.cuDevicePrimaryCtxRetain(&context, device), "cuDevicePrimaryCtxRetain");
    d.check(d.cuCtxSetCurrent(context), "cuCtxSetCurrent");
    std::ifstream file(build + "/stampede_kernels.fatbin", std::ios::binary);
    std::vector<char> image((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    image.push_back(0);
    d.check(d.cuModuleLoadData(&module, image.data()), "cuModuleLoadData");
    d.check(d.cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING), "cuStreamCreate");
    std::printf("device %d: %s, driver %d.%d, %d bytes of shared memory\n", ordinal, name, version / 1000,
                version % 1000 / 10, shared);
    void *emulation = open_library(build + "/libstampede_cuda_host.so");

    int failed = 0;
    std::printf("%-20s %10s %14s %12s\n", "kernel", "blocks", "of allowed", "ms");
    for (auto &c : cases()) {
        double best = 0;
        auto expected = on_host(emulation, c);
        auto actual = on_device(d, module, stream, shared, c, repeats, &best);
        double worst = 0;
        for (size_t i = 0; i < c.buffers.size(); i++) {
            if (std::isupper(c.buffers[i].type)) {
                worst = std::max(worst, compare(c.buffers[i], expected[i], actual[i]));
            }
        }
        failed += worst > 1;
        std::printf("%-20s %10lld %14.3g %12.4f%s\n", c.kernel, c.blocks, worst, 1e3 * best, worst > 1 ? "  WRONG" : "");
        std::fflush(stdout);
    }
    std::printf(failed ? "%d kernels are wrong\n" : "all kernels agree\n", failed);
    return failed > 0;
}
