package dev.fides.local.cosmos.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Makes {@code _rid} values as Cosmos DB does: a child's id starts with its parent's bytes. */
final class ResourceIds {
    private static final int DATABASE_BASE = 0x01000000;
    private static final int CONTAINER_FLAG = 0x80000000;

    private ResourceIds() {}

    static String database(int number) {
        byte[] rid = new byte[4];
        ByteBuffer.wrap(rid).putInt(DATABASE_BASE + number);
        return encode(rid);
    }

    static String container(String databaseRid, int number) {
        byte[] rid = new byte[8];
        ByteBuffer.wrap(rid).put(decode(databaseRid)).putInt(CONTAINER_FLAG | number);
        return encode(rid);
    }

    static String document(String containerRid, long number) {
        byte[] rid = new byte[16];
        ByteBuffer.wrap(rid)
                .put(decode(containerRid))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number);
        return encode(rid);
    }

    private static String encode(byte[] rid) {
        return Base64.getEncoder().encodeToString(rid).replace('/', '-');
    }

    private static byte[] decode(String rid) {
        return Base64.getDecoder().decode(rid.replace('-', '/'));
    }
}
