package dev.fides.fakes;

import dev.fides.model.MemoryUnavailableException;

/** What a test lets go wrong in a fake. */
public final class Faults {

    private boolean down;
    private int callsBeforeFault = -1;
    private int answersToLose;
    private Runnable moment = () -> {};
    private boolean spared;

    /** Every call fails, without effect, until {@link #up()}. */
    public synchronized void down() {
        down = true;
    }

    public synchronized void up() {
        down = false;
        callsBeforeFault = -1;
        answersToLose = 0;
    }

    /** So many calls still succeed, the next one fails without effect. */
    public synchronized void failAfter(int calls) {
        callsBeforeFault = calls;
    }

    /** The next so many writes take effect, but their answers are lost. */
    public synchronized void loseAnswers(int writes) {
        answersToLose = writes;
    }

    /** Does something before every call takes effect, and after every write did: what others do meanwhile. */
    public synchronized void atEveryMoment(Runnable action) {
        moment = action;
    }

    /** Whether everything works, whatever was to go wrong. */
    public synchronized void spare(boolean spare) {
        spared = spare;
    }

    synchronized void beforeCall(String operation) {
        moment.run();
        if (spared) {
            return;
        }
        if (down) {
            throw new MemoryUnavailableException("no answer: " + operation, null);
        }
        if (callsBeforeFault >= 0 && callsBeforeFault-- == 0) {
            throw new MemoryUnavailableException("no answer: " + operation, null);
        }
    }

    synchronized boolean losesAnswer() {
        moment.run();
        if (answersToLose == 0 || spared) {
            return false;
        }
        answersToLose--;
        return true;
    }

    void afterWrite(String operation) {
        if (losesAnswer()) {
            throw new MemoryUnavailableException("answer lost: " + operation, null);
        }
    }
}
