package dev.quoin.core.bbolt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of damage is told in one line that names the file, the page, and what was expected there. */
class DamageTest {
    private static final int PAGE = Format.PAGE_SIZE;
    private static final int FIRST_LEAF = 3;

    @TempDir
    Path folder;

    private Path file;
    private byte[] sound = new byte[0];
    private int rootBranch;

    @BeforeEach
    void write() throws IOException {
        TestBucket bucket = TestBucket.named("key");
        for (int i = 0; i < 2000; i++) {
            bucket.rows().put(ByteBuffer.allocate(17).putInt(i).array(), new byte[200]);
        }
        file = folder.resolve("db");
        TestBucket small = TestBucket.named("small");
        small.rows().put("a".getBytes(UTF_8), new byte[10]);
        TestBucket.write(file, List.of(bucket.bounded(0, 0), TestBucket.named("empty"), small.bounded(0, 0)));
        sound = Files.readAllBytes(file);
        rootBranch = (int) rootOf(sound);
    }

    private static long rootOf(byte[] bytes) {
        ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        // The second entry of the root leaf, behind "empty", is the bucket "key".
        int element = 2 * PAGE + Format.PAGE_HEADER + Format.ELEMENT;
        return page.getLong(element + page.getInt(element + 4) + page.getInt(element + 8));
    }

    private void damaged(Consumer<ByteBuffer> damage, String page, String what) throws IOException {
        byte[] copy = sound.clone();
        damage.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
        refused(copy, page, what);
    }

    private void refused(byte[] content, String page, String what) throws IOException {
        Files.write(file, content);
        assertThatThrownBy(() -> {
                    try (BboltFile read = BboltFile.open(file)) {
                        read.check();
                    }
                })
                .isInstanceOf(BboltException.class)
                .hasMessageStartingWith(file + ": " + page)
                .hasMessageContaining(what)
                .hasMessageContaining("expected")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void oneBrokenMetaPageIsNoHarm() throws IOException {
        for (int meta = 0; meta < 2; meta++) {
            byte[] copy = sound.clone();
            Arrays.fill(copy, meta * PAGE, (meta + 1) * PAGE, (byte) 0x55);
            Files.write(file, copy);
            try (BboltFile read = BboltFile.open(file)) {
                read.check();
                Bucket bucket = read.root().bucket("key".getBytes(UTF_8));
                assertThat(bucket).isNotNull();
                assertThat(TestBucket.read(bucket)).hasSize(2000);
            }
        }
    }

    @Test
    void metaPages() throws IOException {
        damaged(bytes -> both(bytes, 0, 77), "page 0", "magic is 0x4d, expected 0xed0cdaed");
        damaged(bytes -> both(bytes, 4, 3), "page 0", "version is 3, expected 2");
        damaged(bytes -> both(bytes, 16, 77), "page 0", "checksum is");
        damaged(bytes -> both(bytes, 0, Integer.reverseBytes(Format.MAGIC)), "page 0", "big-endian");
        refused(new byte[0], "page 0", "the file ends at byte 0");
        refused(Arrays.copyOf(sound, 3 * PAGE), "the meta page speaks of", "pages");
        refused("not a database, but long enough for one ".repeat(400).getBytes(UTF_8), "page 0", "magic");
    }

    private static void both(ByteBuffer bytes, int at, int value) {
        bytes.putInt(Format.PAGE_HEADER + at, value);
        bytes.putInt(PAGE + Format.PAGE_HEADER + at, value);
    }

    /** Values that the checksum covers: with a new checksum they are looked at. */
    @Test
    void metaPagesWithSoundChecksums() throws IOException {
        meta(new Meta(PAGE, 99_999, 0, Format.NO_FREELIST, pages(), 9), "the meta page's root is page 99999");
        meta(new Meta(PAGE, 2, 0, 99_999, pages(), 9), "the meta page's free list is page 99999");
        meta(new Meta(PAGE, 2, 0, Format.NO_FREELIST, 99_999, 9), "the meta page speaks of 99999 pages");
        meta(new Meta(PAGE, 2, 0, Format.NO_FREELIST, -5, 9), "the meta page speaks of");
        meta(new Meta(PAGE, 0, 0, Format.NO_FREELIST, pages(), 9), "the meta page's root is page 0");
        meta(new Meta(PAGE, 2, 0, 2, pages(), 9), "page 2: is a branch or a leaf, expected the free list");
    }

    private long pages() {
        return sound.length / PAGE;
    }

    private void meta(Meta meta, String what) throws IOException {
        damaged(bytes -> meta.write(bytes.position(Format.PAGE_HEADER)), "", what);
    }

    @Test
    void pageHeaders() throws IOException {
        damaged(bytes -> bytes.putLong(FIRST_LEAF * PAGE, 77), "page 3", "says that it is page 77, expected 3");
        damaged(bytes -> bytes.putShort(FIRST_LEAF * PAGE + 8, (short) 7), "page 3", "flags are 0x7, expected");
        damaged(bytes -> bytes.putShort(FIRST_LEAF * PAGE + 8, (short) 0x10), "page 3", "free list");
        damaged(bytes -> bytes.putInt(FIRST_LEAF * PAGE + 12, 1 << 20), "page 3", "flows over into 1048576 pages");
        damaged(bytes -> bytes.putShort(FIRST_LEAF * PAGE + 10, (short) -1), "page 3", "element");
        damaged(bytes -> bytes.putShort(rootBranch * PAGE + 10, (short) 0), page(rootBranch), "without elements");
        damaged(bytes -> bytes.putShort(FIRST_LEAF * PAGE + 10, (short) 0), "page 3", "is empty, expected rows");
    }

    private static String page(long id) {
        return "page " + id;
    }

    @Test
    void elements() throws IOException {
        int first = FIRST_LEAF * PAGE + Format.PAGE_HEADER;
        damaged(bytes -> bytes.putInt(first + 4, 1 << 30), "page 3", "element 0 lies at bytes");
        damaged(bytes -> bytes.putInt(first + 4, 1), "page 3", "element 0 lies at bytes");
        damaged(bytes -> bytes.putInt(first + 8, -1), "page 3", "element 0 lies at bytes");
        damaged(bytes -> bytes.putInt(first + 8, 0), "page 3", "element 0 has an empty key");
        damaged(bytes -> bytes.putInt(first + 12, Integer.MAX_VALUE), "page 3", "element 0 lies at bytes");
        damaged(bytes -> swapFirstKeys(bytes, first), "page 3", "keys that ascend");
    }

    private static void swapFirstKeys(ByteBuffer bytes, int first) {
        int at = first + bytes.getInt(first + 4);
        bytes.putInt(at, Integer.reverseBytes(5));
    }

    @Test
    void branches() throws IOException {
        int first = rootBranch * PAGE + Format.PAGE_HEADER;
        String name = page(rootBranch);
        damaged(bytes -> bytes.putLong(first + 8, rootBranch), name, "leads back to page " + rootBranch);
        damaged(bytes -> bytes.putLong(first + 8, 1), "child 0 of " + name, "is page 1");
        damaged(bytes -> bytes.putLong(first + 8, 1L << 40), "child 0 of " + name, "is page 1099511627776");
        damaged(bytes -> bytes.putLong(first + 8, 0), "child 0 of " + name, "is page 0");
        long second = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong(first + 24);
        damaged(bytes -> bytes.putLong(first + 8, second), page(second), "keys that ascend");
        damaged(bytes -> bytes.putLong(first + 24, FIRST_LEAF), "page 3", "keys that ascend");
    }

    @Test
    void bucketsAndTheFreeList() throws IOException {
        int entry = 2 * PAGE + Format.PAGE_HEADER + Format.ELEMENT;
        ByteBuffer view = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
        int root = entry + view.getInt(entry + 4) + view.getInt(entry + 8);
        int emptyEntry = entry - Format.ELEMENT;
        int inline = emptyEntry + view.getInt(emptyEntry + 4) + view.getInt(emptyEntry + 8) + Format.BUCKET_HEADER;
        damaged(bytes -> bytes.putInt(entry + 12, 3), "page 2", "has a bucket of 3 bytes, expected 16 or more");
        damaged(bytes -> bytes.putLong(root, 1 << 20), "the root of a bucket on page 2", "is page 1048576");
        damaged(bytes -> bytes.putShort(inline + 8, (short) 1), "page 2", "inline bucket without a leaf");
        damaged(bytes -> bytes.putShort(inline + 10, (short) 9), "page 2", "has 9 elements");
        damaged(bytes -> bytes.putLong(root, FIRST_LEAF), "page", "belongs to nothing, expected");
        int list = (int) (pages() - 1) * PAGE;
        damaged(bytes -> bytes.putLong(list + 16, 3), "page 3", "is in use and free");
        damaged(
                bytes -> bytes.putShort(list + 10, (short) 2).putLong(list + 24, bytes.getLong(list + 16)),
                "page",
                "is free twice");
        damaged(bytes -> bytes.putLong(list + 16, -7), "a free page on page", "is page 18446744073709551609");
        damaged(bytes -> bytes.putShort(list + 10, (short) 2000), "page", "elements, expected");
        damaged(bytes -> bytes.putShort(list + 10, (short) 0), "page", "belongs to nothing, expected");
        damaged(
                bytes -> bytes.putShort(list + 10, (short) -1).putLong(list + 16, 1L << 60),
                "page " + (pages() - 1),
                "lists 1152921504606846976 free pages");
    }

    /**
     * Whatever byte changes: an error of one line, or the file as good as before; never anything else, and never an
     * endless walk.
     */
    @Test
    void randomBytes() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 1000; round++) {
            byte[] copy = sound.clone();
            int at = random.nextInt(copy.length / PAGE) * PAGE + random.nextInt(random.nextBoolean() ? 80 : PAGE);
            copy[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, copy);
            try (BboltFile read = BboltFile.open(file)) {
                read.check();
            } catch (BboltException e) {
                assertThat(e.getMessage())
                        .as("byte %d", at)
                        .startsWith(file + ": ")
                        .doesNotContain("\n");
            }
        }
    }
}
