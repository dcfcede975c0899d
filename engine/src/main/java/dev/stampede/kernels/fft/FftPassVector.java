package dev.stampede.kernels.fft;

import static dev.stampede.kernels.Lanes.F64;

import jdk.incubator.vector.DoubleVector;

/// The butterflies of one pass, lanes across columns. With p a twiddle set and c a position inside `stride`
/// rows:
///
///     y[(r p + j) s + c] = w_p^j sum_k x[(p + m k) s + c] exp(-2 pi i j k / r)
///
/// Each butterfly is one method that loads, computes and stores. The long ones (5 and 8) call nothing but
/// the Vector API: beyond some sixty vector operations C2 stops inlining helpers of ours, and a vector that
/// crosses a real call is boxed (five times slower, measured). For the same reason their twiddle factors
/// are applied apart.
final class FftPassVector {
    private static final int L = F64.length();
    private static final double HALF_SQRT2 = Math.sqrt(0.5);
    private static final double SIN60 = Math.sqrt(0.75);
    private static final double COS72 = Math.cos(2 * Math.PI / 5);
    private static final double SIN72 = Math.sin(2 * Math.PI / 5);
    private static final double COS144 = Math.cos(4 * Math.PI / 5);
    private static final double SIN144 = Math.sin(4 * Math.PI / 5);

    private FftPassVector() {}

    /// @param width columns of the planes; a multiple of [FftPlan#COLUMN_GROUP]
    static void run(FftPlan.Pass pass, int width, double[] xr, double[] xi, double[] yr, double[] yi) {
        int m = pass.groups();
        int run = pass.stride() * width;
        double[] w = pass.twiddle();
        for (int p = 0; p < m; p++) {
            int from = p * run;
            int to = pass.radix() * p * run;
            int t = 2 * pass.radix() * p;
            switch (pass.radix()) {
                case 8 -> radix8(xr, xi, from, m * run, yr, yi, to, run);
                case 5 -> radix5(xr, xi, from, m * run, yr, yi, to, run);
                case 4 -> radix4(xr, xi, from, m * run, yr, yi, to, run, w, t);
                case 3 -> radix3(xr, xi, from, m * run, yr, yi, to, run, w, t);
                case 2 -> radix2(xr, xi, from, m * run, yr, yi, to, run, w, t);
                default -> radixAny(xr, xi, from, m * run, yr, yi, to, run, w, t, pass);
            }
            if (p > 0 && (pass.radix() == 8 || pass.radix() == 5)) {
                turnRows(yr, yi, to, run, pass.radix(), w, t);
            }
        }
    }

    private static void radix2(
            double[] xr, double[] xi, int from, int gap, double[] yr, double[] yi, int to, int run, double[] w, int t) {
        for (int c = 0; c < run; c += L) {
            var ar = load(xr, from + c);
            var ai = load(xi, from + c);
            var br = load(xr, from + gap + c);
            var bi = load(xi, from + gap + c);
            store(ar.add(br), ai.add(bi), yr, yi, to + c);
            storeTurned(ar.sub(br), ai.sub(bi), yr, yi, to + run + c, w, t + 2);
        }
    }

    private static void radix3(
            double[] xr, double[] xi, int from, int gap, double[] yr, double[] yi, int to, int run, double[] w, int t) {
        for (int c = 0; c < run; c += L) {
            var ar = load(xr, from + c);
            var ai = load(xi, from + c);
            var br = load(xr, from + gap + c);
            var bi = load(xi, from + gap + c);
            var cr = load(xr, from + 2 * gap + c);
            var ci = load(xi, from + 2 * gap + c);
            var sr = br.add(cr);
            var si = bi.add(ci);
            var nr = br.sub(cr).mul(SIN60);
            var ni = bi.sub(ci).mul(SIN60);
            var mr = ar.sub(sr.mul(0.5));
            var mi = ai.sub(si.mul(0.5));
            store(ar.add(sr), ai.add(si), yr, yi, to + c);
            storeTurned(mr.add(ni), mi.sub(nr), yr, yi, to + run + c, w, t + 2);
            storeTurned(mr.sub(ni), mi.add(nr), yr, yi, to + 2 * run + c, w, t + 4);
        }
    }

    private static void radix4(
            double[] xr, double[] xi, int from, int gap, double[] yr, double[] yi, int to, int run, double[] w, int t) {
        for (int c = 0; c < run; c += L) {
            int at = from + c;
            var ar = load(xr, at);
            var ai = load(xi, at);
            var br = load(xr, at + gap);
            var bi = load(xi, at + gap);
            var cr = load(xr, at + 2 * gap);
            var ci = load(xi, at + 2 * gap);
            var dr = load(xr, at + 3 * gap);
            var di = load(xi, at + 3 * gap);
            var pr = ar.add(cr);
            var pi = ai.add(ci);
            var qr = ar.sub(cr);
            var qi = ai.sub(ci);
            var rr = br.add(dr);
            var ri = bi.add(di);
            var sr = br.sub(dr);
            var si = bi.sub(di);
            int out = to + c;
            store(pr.add(rr), pi.add(ri), yr, yi, out);
            storeTurned(qr.add(si), qi.sub(sr), yr, yi, out + run, w, t + 2);
            storeTurned(pr.sub(rr), pi.sub(ri), yr, yi, out + 2 * run, w, t + 4);
            storeTurned(qr.sub(si), qi.add(sr), yr, yi, out + 3 * run, w, t + 6);
        }
    }

    /// No twiddle factors.
    private static void radix5(double[] xr, double[] xi, int from, int gap, double[] yr, double[] yi, int to, int run) {
        for (int c = 0; c < run; c += L) {
            int at = from + c;
            var ar = DoubleVector.fromArray(F64, xr, at);
            var ai = DoubleVector.fromArray(F64, xi, at);
            var br = DoubleVector.fromArray(F64, xr, at + gap);
            var bi = DoubleVector.fromArray(F64, xi, at + gap);
            var cr = DoubleVector.fromArray(F64, xr, at + 2 * gap);
            var ci = DoubleVector.fromArray(F64, xi, at + 2 * gap);
            var dr = DoubleVector.fromArray(F64, xr, at + 3 * gap);
            var di = DoubleVector.fromArray(F64, xi, at + 3 * gap);
            var er = DoubleVector.fromArray(F64, xr, at + 4 * gap);
            var ei = DoubleVector.fromArray(F64, xi, at + 4 * gap);
            var pr = br.add(er);
            var pi = bi.add(ei);
            var qr = cr.add(dr);
            var qi = ci.add(di);
            var rr = br.sub(er);
            var ri = bi.sub(ei);
            var sr = cr.sub(dr);
            var si = ci.sub(di);
            int out = to + c;
            ar.add(pr).add(qr).intoArray(yr, out);
            ai.add(pi).add(qi).intoArray(yi, out);
            var mr = pr.mul(COS72).add(qr.mul(COS144)).add(ar);
            var mi = pi.mul(COS72).add(qi.mul(COS144)).add(ai);
            var nr = rr.mul(SIN72).add(sr.mul(SIN144));
            var ni = ri.mul(SIN72).add(si.mul(SIN144));
            mr.add(ni).intoArray(yr, out + run);
            mi.sub(nr).intoArray(yi, out + run);
            mr.sub(ni).intoArray(yr, out + 4 * run);
            mi.add(nr).intoArray(yi, out + 4 * run);
            mr = pr.mul(COS144).add(qr.mul(COS72)).add(ar);
            mi = pi.mul(COS144).add(qi.mul(COS72)).add(ai);
            nr = rr.mul(SIN144).sub(sr.mul(SIN72));
            ni = ri.mul(SIN144).sub(si.mul(SIN72));
            mr.add(ni).intoArray(yr, out + 2 * run);
            mi.sub(nr).intoArray(yi, out + 2 * run);
            mr.sub(ni).intoArray(yr, out + 3 * run);
            mi.add(nr).intoArray(yi, out + 3 * run);
        }
    }

    /// Two four-point transforms (even and odd elements) joined by the eighth roots of unity. No twiddle
    /// factors.
    private static void radix8(double[] xr, double[] xi, int from, int gap, double[] yr, double[] yi, int to, int run) {
        for (int c = 0; c < run; c += L) {
            int at = from + c;
            int out = to + c;
            var ar = DoubleVector.fromArray(F64, xr, at);
            var ai = DoubleVector.fromArray(F64, xi, at);
            var br = DoubleVector.fromArray(F64, xr, at + 4 * gap);
            var bi = DoubleVector.fromArray(F64, xi, at + 4 * gap);
            var cr = DoubleVector.fromArray(F64, xr, at + 2 * gap);
            var ci = DoubleVector.fromArray(F64, xi, at + 2 * gap);
            var dr = DoubleVector.fromArray(F64, xr, at + 6 * gap);
            var di = DoubleVector.fromArray(F64, xi, at + 6 * gap);
            var pr = ar.add(br);
            var pi = ai.add(bi);
            var qr = ar.sub(br);
            var qi = ai.sub(bi);
            var rr = cr.add(dr);
            var ri = ci.add(di);
            var sr = cr.sub(dr);
            var si = ci.sub(di);
            var e0r = pr.add(rr);
            var e0i = pi.add(ri);
            var e1r = qr.add(si);
            var e1i = qi.sub(sr);
            var e2r = pr.sub(rr);
            var e2i = pi.sub(ri);
            var e3r = qr.sub(si);
            var e3i = qi.add(sr);
            ar = DoubleVector.fromArray(F64, xr, at + gap);
            ai = DoubleVector.fromArray(F64, xi, at + gap);
            br = DoubleVector.fromArray(F64, xr, at + 5 * gap);
            bi = DoubleVector.fromArray(F64, xi, at + 5 * gap);
            cr = DoubleVector.fromArray(F64, xr, at + 3 * gap);
            ci = DoubleVector.fromArray(F64, xi, at + 3 * gap);
            dr = DoubleVector.fromArray(F64, xr, at + 7 * gap);
            di = DoubleVector.fromArray(F64, xi, at + 7 * gap);
            pr = ar.add(br);
            pi = ai.add(bi);
            qr = ar.sub(br);
            qi = ai.sub(bi);
            rr = cr.add(dr);
            ri = ci.add(di);
            sr = cr.sub(dr);
            si = ci.sub(di);
            var o0r = pr.add(rr);
            var o0i = pi.add(ri);
            e0r.add(o0r).intoArray(yr, out);
            e0i.add(o0i).intoArray(yi, out);
            e0r.sub(o0r).intoArray(yr, out + 4 * run);
            e0i.sub(o0i).intoArray(yi, out + 4 * run);
            // -i times the third odd value.
            var o2r = pi.sub(ri);
            var o2i = rr.sub(pr);
            e2r.add(o2r).intoArray(yr, out + 2 * run);
            e2i.add(o2i).intoArray(yi, out + 2 * run);
            e2r.sub(o2r).intoArray(yr, out + 6 * run);
            e2i.sub(o2i).intoArray(yi, out + 6 * run);
            var o1r = qr.add(si);
            var o1i = qi.sub(sr);
            var hr = o1r.add(o1i).mul(HALF_SQRT2);
            var hi = o1i.sub(o1r).mul(HALF_SQRT2);
            e1r.add(hr).intoArray(yr, out + run);
            e1i.add(hi).intoArray(yi, out + run);
            e1r.sub(hr).intoArray(yr, out + 5 * run);
            e1i.sub(hi).intoArray(yi, out + 5 * run);
            var o3r = qr.sub(si);
            var o3i = qi.add(sr);
            hr = o3i.sub(o3r).mul(HALF_SQRT2);
            hi = o3r.add(o3i).mul(-HALF_SQRT2);
            e3r.add(hr).intoArray(yr, out + 3 * run);
            e3i.add(hi).intoArray(yi, out + 3 * run);
            e3r.sub(hr).intoArray(yr, out + 7 * run);
            e3i.sub(hi).intoArray(yi, out + 7 * run);
        }
    }

    /// Multiplies block j of `run` values by w[t + 2 j] + i w[t + 2 j + 1], j = 1 .. radix-1, in place.
    private static void turnRows(double[] yr, double[] yi, int from, int run, int radix, double[] w, int t) {
        for (int j = 1; j < radix; j++) {
            int at = from + j * run;
            for (int c = 0; c < run; c += L) {
                storeTurned(load(yr, at + c), load(yi, at + c), yr, yi, at + c, w, t + 2 * j);
            }
        }
    }

    /// Any other radix by the definition: r^2 products per butterfly.
    private static void radixAny(
            double[] xr,
            double[] xi,
            int from,
            int gap,
            double[] yr,
            double[] yi,
            int to,
            int run,
            double[] w,
            int t,
            FftPlan.Pass pass) {
        int radix = pass.radix();
        double[] root = pass.root();
        for (int j = 0; j < radix; j++) {
            for (int c = 0; c < run; c += L) {
                var re = load(xr, from + c);
                var im = load(xi, from + c);
                for (int k = 1; k < radix; k++) {
                    int turn = 2 * (j * k % radix);
                    var br = load(xr, from + k * gap + c);
                    var bi = load(xi, from + k * gap + c);
                    re = re.add(br.mul(root[turn]).sub(bi.mul(root[turn + 1])));
                    im = im.add(br.mul(root[turn + 1]).add(bi.mul(root[turn])));
                }
                storeTurned(re, im, yr, yi, to + j * run + c, w, t + 2 * j);
            }
        }
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(F64, x, at);
    }

    private static void store(DoubleVector re, DoubleVector im, double[] yr, double[] yi, int at) {
        re.intoArray(yr, at);
        im.intoArray(yi, at);
    }

    /// Stores (re + i im) (w[t] + i w[t+1]).
    private static void storeTurned(
            DoubleVector re, DoubleVector im, double[] yr, double[] yi, int at, double[] w, int t) {
        var c = DoubleVector.broadcast(F64, w[t]);
        var s = DoubleVector.broadcast(F64, w[t + 1]);
        re.fma(c, im.mul(s.neg())).intoArray(yr, at);
        re.fma(s, im.mul(c)).intoArray(yi, at);
    }
}
