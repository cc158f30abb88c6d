package dev.fides.samples.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.store.InvalidSettingException;
import dev.fides.store.StoreSettings;
import dev.fides.target.TargetContext;
import dev.fides.target.TargetStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlTargetTest {

    private static ObjectNode settings() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", "jdbc:h2:mem:none")
                .put("upsert", "MERGE INTO t KEY (id) VALUES (:id, :document)")
                .put("delete", "DELETE FROM t WHERE id = :id");
    }

    private static TargetStore target(ObjectNode settings) {
        return new SqlTarget()
                .create(new TargetContext(
                        "cities",
                        Optional.of(JsonPointer.compile("/id")),
                        Duration.ofSeconds(1),
                        StoreSettings.of(settings)));
    }

    @Test
    void named_parameters_become_question_marks_and_texts_stay() {
        SqlTemplate template = SqlTemplate.parse(
                "UPDATE t SET a = :/a/b, c = ':id', d = CAST(:document AS json)::text WHERE id = :id OR id = :id",
                Set.of("id", "document"),
                true);

        assertThat(template.sql())
                .isEqualTo("UPDATE t SET a = ?, c = ':id', d = CAST(? AS json)::text WHERE id = ? OR id = ?");
        assertThat(template.parameters()).isEqualTo(List.of("/a/b", "document", "id", "id"));
    }

    @Test
    void a_wrong_setting_is_named() {
        assertThatThrownBy(() -> target(settings().put("delete", "DELETE FROM t WHERE id = :ID")))
                .isInstanceOfSatisfying(
                        InvalidSettingException.class,
                        e -> assertThat(e.member()).hasToString("/delete"))
                .hasMessage("the parameter :ID; expected one of [id, key]");
        assertThatThrownBy(() -> target(settings().put("pageSize", 0)))
                .hasMessage("expected an integer from 1 to 10000, found 0");
        assertThatThrownBy(() -> target(settings().put("upsert", "INSERT INTO t VALUES (?)")))
                .hasMessageContaining("expected named parameters");
    }

    @Test
    void only_the_statement_that_writes_documents_is_the_shape_of_writes() {
        String shape = target(settings()).traits().writeShape();

        assertThat(target(settings().put("url", "jdbc:h2:mem:other")).traits().writeShape())
                .isEqualTo(shape);
        assertThat(target(settings().put("upsert", "MERGE INTO u KEY (id) VALUES (:id, :document)"))
                        .traits()
                        .writeShape())
                .isNotEqualTo(shape);
    }
}
