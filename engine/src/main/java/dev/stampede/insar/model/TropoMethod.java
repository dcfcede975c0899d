package dev.stampede.insar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which tropospheric corrections `tropo_method` asks for. Words are case-sensitive: `a_m` is MERIS, `a_M`
/// MODIS.
///
/// @param text      as written, such as `a_l` or `a_m+a_eh`
/// @param variables of `tca2` or `tca_sb2`, added up; more than one only for a spectrometer with a weather
///                  model, where an interferogram without spectrometer data gets no correction at all
public record TropoMethod(String text, List<String> variables) {
    private static final Map<String, String> KNOWN = known();

    public TropoMethod {
        variables = List.copyOf(variables);
    }

    /// @throws IllegalArgumentException naming the unknown word and those that are known
    public static TropoMethod parse(String text) {
        var variables = new ArrayList<String>();
        for (var word : text.strip().split("\\+")) {
            var variable = KNOWN.get(word.strip());
            if (variable == null) {
                throw new IllegalArgumentException("tropo_method = " + text + ": " + word
                        + " is not known; use one of "
                        + String.join(", ", KNOWN.keySet())
                        + ", or a spectrometer and a model such as a_m+a_eh");
            }
            variables.add(variable);
        }
        return new TropoMethod(text, variables);
    }

    private static Map<String, String> known() {
        var map = new LinkedHashMap<String, String>();
        map.put("a_l", "ph_tropo_linear");
        map.put("a_linear", "ph_tropo_linear");
        map.put("a_lman", "strat_corr");
        map.put("a_p", "ph_tropo_powerlaw");
        map.put("a_powerlaw", "ph_tropo_powerlaw");
        map.put("a_m", "ph_tropo_meris");
        map.put("a_meris", "ph_tropo_meris");
        map.put("a_mi", "ph_tropo_meris_no_interp");
        map.put("a_M", "ph_tropo_modis");
        map.put("a_modis", "ph_tropo_modis");
        map.put("a_MI", "ph_tropo_modis_no_interp");
        map.put("a_RM", "ph_tropo_modis_recal");
        map.put("a_RMI", "ph_tropo_modis_no_interp_recal");
        model(map, "a_e", "era");
        map.put("a_era", "ph_tropo_era");
        model(map, "a_w", "wrf");
        map.put("a_wrf", "ph_tropo_wrf");
        for (var name : Arrays.asList("merra", "merra2", "narr", "era5")) {
            model(map, "a_" + name, name);
        }
        map.put("a_gacos", "ph_tropo_gacos");
        return map;
    }

    /// Total, hydrostatic and wet delay of a weather model.
    private static void model(Map<String, String> map, String word, String name) {
        map.put(word, "ph_tropo_" + name);
        map.put(word + "h", "ph_tropo_" + name + "_hydro");
        map.put(word + "w", "ph_tropo_" + name + "_wet");
    }
}
