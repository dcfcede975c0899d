/* What the shared library of Triangle 1.6 (double precision build) offers its callers: two functions and the record
 * that carries points in and edges out. Written for these bindings; names and order are those of the library. */
#ifndef STAMPEDE_TRIANGLE_H
#define STAMPEDE_TRIANGLE_H

struct triangulateio {
    double *pointlist; /* x0 y0 x1 y1 ... */
    double *pointattributelist;
    int *pointmarkerlist;
    int numberofpoints;
    int numberofpointattributes;

    int *trianglelist;
    double *triangleattributelist;
    double *trianglearealist;
    int *neighborlist;
    int numberoftriangles;
    int numberofcorners;
    int numberoftriangleattributes;

    int *segmentlist;
    int *segmentmarkerlist;
    int numberofsegments;

    double *holelist;
    int numberofholes;

    double *regionlist;
    int numberofregions;

    int *edgelist; /* a0 b0 a1 b1 ... */
    int *edgemarkerlist;
    double *normlist;
    int numberofedges;
};

/* Output arrays that are NULL on entry are allocated; each must go to trifree. */
void triangulate(char *switches, struct triangulateio *in, struct triangulateio *out, struct triangulateio *voronoi);

void trifree(void *memory);

#endif
