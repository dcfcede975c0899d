/// MATLAB files of levels 4, 5 (v5/v6/v7) and 7.3. Start with [dev.stampede.io.mat.MatFiles].
package dev.stampede.io.mat;
