package dev.fides.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTemplateTest {
    @Test
    void parameters_take_the_values_of_their_segments() {
        assertThat(new RouteTemplate("api/syncs/{sync}/runs/{run}").match("/API/Syncs/cities/runs/5"))
                .contains(Map.of("sync", "cities", "run", "5"));
    }

    @Test
    void an_optional_parameter_may_be_left_out() {
        RouteTemplate template = new RouteTemplate("api/items/{id?}");

        assertThat(template.match("/api/items")).contains(Map.of());
        assertThat(template.match("/api/items/")).contains(Map.of());
        assertThat(template.match("/api/items/5")).contains(Map.of("id", "5"));
        assertThat(template.match("/api/items/5/6")).isEmpty();
    }

    @Test
    void a_default_stands_in_for_a_value() {
        assertThat(new RouteTemplate("runs/{run=latest}").match("/runs")).contains(Map.of("run", "latest"));
    }

    @Test
    void a_catch_all_takes_the_rest_of_the_path() {
        assertThat(new RouteTemplate("files/{*path}").match("/files/a/b.txt")).contains(Map.of("path", "a/b.txt"));
        assertThat(new RouteTemplate("files/{*path}").match("/files")).contains(Map.of());
    }

    @Test
    void known_constraints_choose_and_unknown_ones_let_pass() {
        assertThat(new RouteTemplate("n/{n:int}").match("/n/x")).isEmpty();
        assertThat(new RouteTemplate("n/{n:int:min(1)}").match("/n/12")).contains(Map.of("n", "12"));
        assertThat(new RouteTemplate("n/{n:range(1,9)}").match("/n/5")).contains(Map.of("n", "5"));
    }

    @Test
    void a_segment_may_mix_text_and_parameters() {
        assertThat(new RouteTemplate("report-{year}.{kind}").match("/report-2026.csv"))
                .contains(Map.of("year", "2026", "kind", "csv"));
    }

    @Test
    void values_stay_encoded() {
        assertThat(new RouteTemplate("keys/{key}").match("/keys/a%2Fb%20c")).contains(Map.of("key", "a%2Fb%20c"));
    }

    @Test
    void a_template_that_cannot_be_read_is_an_error() {
        assertThatThrownBy(() -> new RouteTemplate("a/{x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a/{x");
    }
}
