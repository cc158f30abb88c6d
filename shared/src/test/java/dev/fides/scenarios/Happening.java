package dev.fides.scenarios;

import dev.fides.run.RunType;
import java.time.Duration;
import java.util.List;

/** One thing that happens in a {@link Storm}. */
interface Happening {

    void in(Storm storm);

    /** The host gets or changes a record, and tells nobody. */
    record Edit(String key, String value) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.edit(key, value);
        }
    }

    /** The host loses a record, and tells nobody. */
    record Remove(String key) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.remove(key);
        }
    }

    /** The host says that a record changed: true or not, late, twice. */
    record Event(String key) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.event(key);
        }
    }

    /** A clean-up thinks that the host has no such record: true or not. */
    record Nominate(String key) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.nominate(key);
        }
    }

    /** All that is due now is done, as far as it can be. */
    record Work(int instance) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.work(instance);
        }
    }

    /** Somebody wants a run. */
    record Start(RunType type) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.start(type);
        }
    }

    /** An instance does the next step that is due. */
    record Step(int instance) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.step(instance);
        }
    }

    /** An instance is handed the next message of a lane. */
    record Deliver(int instance, int lane) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.deliver(instance, lane);
        }
    }

    /** The first message of a lane exists twice. */
    record TwoMessages(int lane) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.doubleMessage(lane);
        }
    }

    /** A message overtakes the others of its lane. */
    record Overtake(int lane, int place) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.overtake(lane, place);
        }
    }

    /** A step message exists twice. */
    record TwoSteps() implements Happening {
        @Override
        public void in(Storm storm) {
            storm.doubleStep();
        }
    }

    /** Nothing, for a while: locks, claims and waits run out. */
    record Pass(int seconds) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.world.clock.advance(Duration.ofSeconds(seconds));
        }
    }

    /** The supervisor of an instance looks after the runs. */
    record Supervise(int instance) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.supervise(instance);
        }
    }

    /** The process that is at work dies. */
    record Die() implements Happening {
        @Override
        public void in(Storm storm) {
            storm.die();
        }
    }

    /** A part of Fides' memory answers so many more calls, and then fails once. */
    record FailOnce(Storm.Part part, int after) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.faults(part).failAfter(after);
        }
    }

    /** The answers of so many writes to a part of Fides' memory get lost; the writes do not. */
    record LoseAnswers(Storm.Part part, int writes) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.faults(part).loseAnswers(writes);
        }
    }

    /** A part of Fides' memory does not work, or works again. */
    record PartDown(Storm.Part part, boolean down) implements Happening {
        @Override
        public void in(Storm storm) {
            if (down) {
                storm.faults(part).down();
            } else {
                storm.faults(part).up();
            }
        }
    }

    /** The target takes so many writes, and its answers get lost. */
    record LoseTargetAnswers(int writes) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.world.target.loseAnswers(writes);
        }
    }

    /** So many writes never reach the target, and nobody can tell. */
    record LoseTargetRequests(int writes) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.world.target.loseRequests(writes);
        }
    }

    /** The target does not work, or works again. */
    record TargetDown(boolean down) implements Happening {
        @Override
        public void in(Storm storm) {
            if (down) {
                storm.world.target.down();
            } else {
                storm.world.target.up();
            }
        }
    }

    /** The host does not work, or works again. */
    record HostDown(boolean down) implements Happening {
        @Override
        public void in(Storm storm) {
            if (down) {
                storm.world.host.down();
            } else {
                storm.world.host.up();
            }
        }
    }

    /** The target refuses a record for good, or takes it again. */
    record Refuse(String key, boolean refused) implements Happening {
        @Override
        public void in(Storm storm) {
            if (refused) {
                storm.world.target.refuse(key);
            } else {
                storm.world.target.accept(key);
            }
        }
    }

    /** So many writes are answered as done, with an error in the body: the target takes none of them. */
    record AnswerWithError(int writes) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.world.target.answerWithError(writes);
        }
    }

    /** For a while the host says of every record that there is none, and goes on listing them. */
    record ForgetEverything() implements Happening {
        @Override
        public void in(Storm storm) {
            storm.forgetEverything();
        }
    }

    /** Another mapping is deployed. */
    record Deploy(String mapping) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.world.mapping.version(mapping);
        }
    }

    /** Somebody cancels a run. */
    record Cancel(int run) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.cancel(run);
        }
    }

    /** Somebody approves the deletes that a clean-up holds. */
    record Approve() implements Happening {
        @Override
        public void in(Storm storm) {
            storm.approve();
        }
    }

    /** Somebody pauses the sync, or lets it go on. */
    record Pause(boolean paused) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.pause(paused);
        }
    }

    /** After so many side effects of whoever is at work, and before the next one, these things happen. */
    record Meanwhile(int sideEffects, List<Happening> things) implements Happening {
        @Override
        public void in(Storm storm) {
            storm.meanwhile(sideEffects, things);
        }
    }
}
