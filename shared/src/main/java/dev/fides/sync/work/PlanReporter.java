package dev.fides.sync.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.Faults;
import dev.fides.bounds.TooLongException;
import dev.fides.host.HostReading;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.json.Excerpt;
import dev.fides.mapping.MappingResult;
import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.run.Example;
import dev.fides.run.FieldDifference;
import dev.fides.run.Nomination;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.state.Failure;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.DocumentDiff;
import dev.fides.sync.compare.Finding;
import dev.fides.sync.compare.PageDiff;
import dev.fides.sync.runs.RunReport;
import dev.fides.target.TargetDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes for a plan what an import would publish and a clean-up would nominate. */
public final class PlanReporter {

    private final RunReport report;

    public PlanReporter(RunReport report) {
        this.report = report;
    }

    FindingSink.Page imported(Sync sync, Run run, Progress before) {
        List<Example> examples = new ArrayList<>();
        return new FindingSink.Page() {
            @Override
            public void take(PageDiff.Findings portion) {
                portion.findings().stream()
                        .flatMap(finding -> example(finding).stream())
                        .limit(Example.MAX - examples.size())
                        .forEach(examples::add);
            }

            @Override
            public void end() {
                report.add(run, before, shown(before), examples);
            }
        };
    }

    private static Optional<Example> example(Finding finding) {
        if (finding instanceof Finding.Changed changed) {
            return Optional.of(publish(changed.change()));
        }
        return finding instanceof Finding.Invalid invalid
                ? Optional.of(new Example(
                        invalid.key(),
                        Example.Finding.PARK,
                        List.of(),
                        invalid.parked().failure().map(Failure::message)))
                : Optional.empty();
    }

    void checked(Sync sync, Run run, Progress before, List<TargetDocument> listed, List<Nomination> nominations) {
        int room = (int) Math.max(0, Math.min(nominations.size(), Example.MAX - shown(before)));
        List<Example> examples = new ArrayList<>(compared(sync, run, listed));
        nominations.subList(0, room).forEach(nomination -> examples.add(delete(nomination)));
        report.write(run, before, examples);
    }

    /** Records that are shown and whose present document is on this page of the target. */
    private List<Example> compared(Sync sync, Run run, List<TargetDocument> listed) {
        if (listed.isEmpty()) {
            return List.of();
        }
        Map<RecordKey, TargetDocument> documents = new LinkedHashMap<>();
        listed.forEach(document -> documents.put(document.key(), document));
        List<RecordKey> keys = report.examples(run).stream()
                .filter(example -> example.finding() == Example.Finding.PUBLISH)
                .map(Example::key)
                .filter(documents::containsKey)
                .toList();
        List<Example> examples = new ArrayList<>();
        if (!keys.isEmpty()) {
            sync.host().get(keys).forEach((key, reading) -> {
                if (reading instanceof HostReading.Present present
                        && sync.mapping().map(present.record()) instanceof MappingResult.Mapped mapped) {
                    examples.add(compared(sync, documents.get(key), mapped.document()));
                }
            });
        }
        return examples;
    }

    private static Example compared(Sync sync, TargetDocument listed, JsonNode mapped) {
        try {
            return publish(listed.key(), DocumentDiff.between(sync.mapping().comparison(), listed.body(), mapped));
        } catch (InvalidTemplateException | TooLongException e) {
            return new Example(listed.key(), Example.Finding.PUBLISH, List.of(), Optional.of(e.getMessage()));
        } catch (Throwable e) {
            Faults.passOn(e);
            return new Example(
                    listed.key(),
                    Example.Finding.PUBLISH,
                    List.of(),
                    Optional.of("it cannot be compared: " + Excerpt.of(e.toString())));
        }
    }

    private static Example publish(Change change) {
        if (change instanceof Change.Upsert upsert) {
            return publish(upsert.key(), DocumentDiff.added(upsert.document()));
        }
        return new Example(
                change.key(),
                Example.Finding.PUBLISH,
                List.of(),
                Optional.of("the listing gives this key to different records; the host would be asked for it"));
    }

    private static Example publish(RecordKey key, List<FieldDifference> fields) {
        return new Example(key, Example.Finding.PUBLISH, fields, Optional.empty());
    }

    private static Example delete(Nomination nomination) {
        return new Example(
                nomination.key(),
                Example.Finding.DELETE,
                List.of(),
                Optional.of(nomination.reason().name()));
    }

    /** Everything that is shown while there is room. */
    private static long shown(Progress progress) {
        return progress.read().changed()
                + progress.read().invalid()
                + progress.check().nominated();
    }
}
