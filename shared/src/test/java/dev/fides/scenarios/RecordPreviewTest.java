package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.RecordKey;
import dev.fides.operations.PreviewView;
import dev.fides.run.RunType;
import dev.fides.sync.compare.Inspector.Intent;
import dev.fides.sync.publish.RecordPreview.Preview;
import dev.fides.target.TargetRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordPreviewTest {

    private final World world = new World();

    @BeforeEach
    void list() {
        world.target.listable();
    }

    @Test
    void a_new_record_shows_its_document_and_the_request_of_an_import_and_nothing_is_written() {
        world.host.put("k0001", "new");

        Preview preview = preview("k0001");

        assertThat(preview.explanation().intent()).isEqualTo(Intent.PUBLISH);
        assertThat(preview.document()).isPresent();
        assertThat(preview.request().map(TargetRequest::method)).contains("CREATE");
        assertThat(preview.requestSaid()).isEqualTo("an import sends this");
        assertThat(preview.targetSaid()).startsWith("no document");
        assertThat(world.published()).isEmpty();
        assertThat(world.state("k0001")).isEmpty();
    }

    @Test
    void a_record_that_changed_shows_what_differs_at_the_target() {
        world.host.fill(3);
        world.complete(RunType.IMPORT);
        world.host.put("k0001", "other");

        Preview preview = preview("k0001");

        assertThat(preview.explanation().intent()).isEqualTo(Intent.PUBLISH);
        assertThat(preview.request().map(TargetRequest::method)).contains("UPDATE");
        assertThat(preview.target()).isPresent();
        assertThat(preview.targetSaid()).isEqualTo("listed on page 1");
        assertThat(preview.differences())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.to())
                        .isEqualTo(preview.document().orElseThrow().at(difference.pointer())));
        assertThat(PreviewView.of(world.sync, new RecordKey("k0001"), preview)
                        .at("/differences/0/pointer")
                        .asText())
                .isEqualTo(preview.differences().get(0).pointer());
    }

    @Test
    void a_record_in_step_shows_what_a_reimport_would_send_and_no_difference() {
        world.host.fill(3);
        world.complete(RunType.IMPORT);

        Preview preview = preview("k0001");

        assertThat(preview.explanation().intent()).isEqualTo(Intent.NOTHING);
        assertThat(preview.requestSaid()).isEqualTo("an import sends nothing now; a reimport sends this");
        assertThat(preview.differences()).isEmpty();
    }

    @Test
    void a_record_that_is_gone_shows_the_delete_of_a_clean_up() {
        world.host.fill(3);
        world.complete(RunType.IMPORT);
        world.host.remove("k0001");

        Preview preview = preview("k0001");

        assertThat(preview.explanation().intent()).isEqualTo(Intent.DELETE_BY_CLEAN_UP);
        assertThat(preview.document()).isEmpty();
        assertThat(preview.documentSaid()).isEqualTo("none, the host does not have the record");
        assertThat(preview.request().map(TargetRequest::method)).contains("DELETE");
        assertThat(preview.target()).isPresent();
    }

    @Test
    void a_target_that_is_down_hides_nothing_else() {
        world.host.fill(3);
        world.target.down();

        Preview preview = preview("k0001");

        assertThat(preview.document()).isPresent();
        assertThat(preview.targetSaid()).startsWith("unknown, the target cannot be read: the target is down");
    }

    @Test
    void a_host_that_is_down_is_said_to_be() {
        world.host.fill(3);
        world.host.down();

        Preview preview = preview("k0001");

        assertThat(preview.explanation().intent()).isEqualTo(Intent.UNKNOWN);
        assertThat(preview.documentSaid()).contains("the host is down");
        assertThat(preview.request()).isEmpty();
    }

    @Test
    void a_target_that_is_not_listed_tells_its_id_of_the_record() {
        World unlisted = new World();
        unlisted.host.fill(3);
        unlisted.complete(RunType.IMPORT);

        Preview preview = unlisted.engine.records().preview().of(unlisted.sync, new RecordKey("k0001"));

        assertThat(preview.target()).isEmpty();
        assertThat(preview.targetSaid()).contains("what is in it cannot be read without target.list");
    }

    private Preview preview(String key) {
        return world.engine.records().preview().of(world.sync, new RecordKey(key));
    }
}
