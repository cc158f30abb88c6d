package dev.fides.local.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Parts that only tell that they were started and closed, and an app that does what the launcher asks for. */
final class FakeParts implements Parts {

    final List<String> events = new ArrayList<>();
    private final FakeApp.Fault fault;
    private final boolean appDies;

    FakeParts(FakeApp.Fault fault) {
        this(fault, false);
    }

    FakeParts(FakeApp.Fault fault, boolean appDies) {
        this.fault = fault;
        this.appDies = appDies;
    }

    @Override
    public Part serviceBus(LaunchSettings settings) {
        return part("Service Bus", () -> {});
    }

    @Override
    public Part cosmos(LaunchSettings settings) {
        return part("Cosmos DB", () -> {});
    }

    @Override
    public Part functions(LaunchSettings settings, Map<String, String> appSettings, List<String> jvmArguments)
            throws IOException {
        if (!appSettings.containsKey("CITIES_HOST_URL") || appDies) {
            Part part = part("functions", () -> {});
            return new DyingPart(part);
        }
        var app = new FakeApp(settings.http().number(), fault, appSettings);
        return part("functions", app::close);
    }

    private Part part(String name, Runnable close) {
        events.add("start " + name);
        return Part.within(name, "nowhere", () -> {
            events.add("close " + name);
            close.run();
        });
    }

    /** A part whose process has ended. */
    private record DyingPart(Part part) implements Part {

        @Override
        public String name() {
            return part.name();
        }

        @Override
        public String address() {
            return part.address();
        }

        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public OptionalLong process() {
            return OptionalLong.empty();
        }

        @Override
        public void close() {
            part.close();
        }
    }
}
