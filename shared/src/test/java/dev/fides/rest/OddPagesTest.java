package dev.fides.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fides.config.SyncDefinition;
import dev.fides.config.service.HostKind;
import dev.fides.fakes.Threads;
import dev.fides.host.HostPage;
import dev.fides.host.HostStore;
import dev.fides.host.InvalidRecord;
import dev.fides.resilience.ManualTime;
import dev.fides.resilience.SharedResilience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Listings of every paging style, valid but for one item that is odd in one of many ways, lose that item alone. Many more of
 * them with {@code -Dfides.oddPages=10000}.
 */
class OddPagesTest {

    private static final int PAGES = Integer.getInteger("fides.oddPages", 300);
    private static final long SEED = 20261129;

    private static final List<OddItem> ODD = List.of(OddItem.values());

    private static HttpServer server;
    private static final Map<String, HostStore> HOSTS = new HashMap<>();
    private static final AtomicReference<PagedListing> LISTING = new AtomicReference<>();

    @BeforeAll
    static void startServer() throws IOException {
        // Else each answer waits for an acknowledgement of its head, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> LISTING.get().answer(exchange));
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop(0);
    }

    @Test
    void one_odd_item_is_lost_alone_whatever_is_odd_about_it_and_whatever_leads_to_the_next_page() {
        Random random = new Random(SEED);
        int pages = 0;
        for (int number = 0; pages < PAGES; number++) {
            OddItem odd = ODD.get(number % ODD.size());
            PagedListing listing = PagedListing.random(random, odd);
            LISTING.set(listing);
            List<HostPage> read = pages(listing);
            assertThat(read)
                    .as(listing.toString())
                    .allSatisfy(page -> assertThat(page.size()).isLessThanOrEqualTo(listing.pageSize()));
            loseOnly(listing, read);
            pages += read.size();
        }
    }

    private static void loseOnly(PagedListing listing, List<HostPage> pages) {
        List<String> keys = new ArrayList<>();
        List<InvalidRecord> invalid = new ArrayList<>();
        for (HostPage page : pages) {
            page.records().forEach(record -> keys.add(record.key().value()));
            page.invalid().forEach(item -> {
                assertThat(item.place()).as(listing.toString()).isEqualTo(listing.placeOfOdd(pages.indexOf(page)));
                invalid.add(item);
            });
            assertThat(page.total()).as(listing.toString()).isEqualTo(OptionalLong.of(listing.size()));
        }
        assertThat(keys).as(listing.toString()).isEqualTo(listing.keysWithoutOdd());
        assertThat(invalid).as(listing.toString()).hasSize(listing.timesOddIsListed());
        Optional<String> key = invalid.get(0).key().map(Object::toString);
        assertThat(key)
                .as(listing.toString())
                .isEqualTo(listing.odd().isKeyReadable() ? Optional.of(listing.oddKey()) : Optional.empty());
        assertThat(invalid.get(0).reason()).as(listing.toString()).isNotBlank();
    }

    private static List<HostPage> pages(PagedListing listing) {
        HostStore host = HOSTS.computeIfAbsent(listing.definedBy(), name -> host(listing));
        List<HostPage> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            HostPage page = host.list(cursor);
            pages.add(page);
            cursor = page.next();
        } while (cursor.isPresent());
        return pages;
    }

    private static HostStore host(PagedListing listing) {
        ManualTime time = new ManualTime();
        RestStores stores = new RestStores(
                SharedResilience.local(time),
                time.pace(),
                scope -> null,
                RestStores.MAX_RESPONSE_BYTES,
                Threads.unwatched());
        SyncDefinition sync = listing.definition(new Definitions(
                        "http://127.0.0.1:" + server.getAddress().getPort()))
                .build();
        return stores.hostStore(sync, (HostKind.Rest) sync.host().kind());
    }
}
