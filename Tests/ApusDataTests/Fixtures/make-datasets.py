"""What tf.data makes of ten numbers and of sequences, and a TFRecord file: writes datasets.json and examples.tfrecord.

    python make-datasets.py     # with tensorflow-cpu 2.21.0 and its NumPy
"""

import json
from pathlib import Path

import tensorflow as tf

HERE = Path(__file__).resolve().parent


def numbers(count=10):
    return tf.data.Dataset.range(count)


def listed(dataset):
    return [element.numpy().tolist() for element in dataset]


def windows(count, size, shift, stride, drop):
    dataset = numbers(count).window(size, shift, stride, drop_remainder=drop)
    return [[int(element.numpy()) for element in window] for window in dataset]


def padded(lengths, size, drop):
    dataset = tf.data.Dataset.from_tensor_slices(lengths).map(lambda length: tf.fill([length], length))
    return listed(dataset.padded_batch(size, padded_shapes=[None], padding_values=-1, drop_remainder=drop))


def bucketed(lengths, boundaries, sizes, drop):
    dataset = tf.data.Dataset.from_tensor_slices(lengths).map(lambda length: tf.fill([length], length))
    return listed(
        dataset.bucket_by_sequence_length(
            lambda row: tf.shape(row)[0], boundaries, sizes, padding_values=-1, drop_remainder=drop
        )
    )


def interleaved(lengths, cycle, block):
    """Element i becomes lengths[i] numbers from 100 i on."""
    dataset = tf.data.Dataset.from_tensor_slices(list(range(len(lengths)))).interleave(
        lambda i: tf.data.Dataset.range(
            100 * tf.cast(i, tf.int64), 100 * tf.cast(i, tf.int64) + tf.gather(tf.constant(lengths, tf.int64), i)
        ),
        cycle_length=cycle, block_length=block,
    )
    return listed(dataset)


LENGTHS = [3, 7, 1, 5, 5, 9, 2, 8, 4, 6, 1]

cases = {
    "windows": [
        dict(count=count, size=size, shift=shift, stride=stride, drop=drop, result=windows(count, size, shift, stride, drop))
        for count in (0, 1, 7, 10) for size, shift, stride in ((3, 1, 1), (3, 3, 1), (2, 3, 2), (4, 2, 3), (1, 5, 1)) for drop in (False, True)
    ],
    "padded": [dict(lengths=LENGTHS, size=size, drop=drop, result=padded(LENGTHS, size, drop)) for size in (1, 3, 4, 20) for drop in (False, True)],
    "bucketed": [
        dict(lengths=LENGTHS, boundaries=boundaries, sizes=sizes, drop=drop, result=bucketed(LENGTHS, boundaries, sizes, drop))
        for boundaries, sizes in (([5], [2, 2]), ([3, 6, 9], [2, 3, 2, 1]), ([100], [4, 1])) for drop in (False, True)
    ],
    "interleaved": [
        dict(lengths=lengths, cycle=cycle, block=block, result=interleaved(lengths, cycle, block))
        for lengths in ([3, 3, 3, 3], [1, 4, 0, 2, 5], [0, 0, 0], [6]) for cycle in (1, 2, 3, 7) for block in (1, 2, 4)
    ],
    "sharded": [
        dict(count=count, index=index, shards=shards, result=listed(numbers(count).shard(shards, index)))
        for count in (0, 2, 10) for shards in (1, 3, 4) for index in range(shards)
    ],
    "batched": [
        dict(count=10, size=size, drop=drop, result=listed(numbers().batch(size, drop_remainder=drop))) for size in (1, 3, 5, 10, 11) for drop in (False, True)
    ],
    "repeated": [dict(count=3, times=times, result=listed(numbers(3).repeat(times))) for times in (0, 1, 3)],
}

feature = tf.train.Feature
examples = [
    tf.train.Example(
        features=tf.train.Features(
            feature={
                "image": feature(bytes_list=tf.train.BytesList(value=[bytes(range(index)), b"\xff\x00"])),
                "name": feature(bytes_list=tf.train.BytesList(value=[f"Bild {index} – ä".encode()])),
                "box": feature(float_list=tf.train.FloatList(value=[0.5 * index, -1e-30, 3.4e38])),
                "label": feature(int64_list=tf.train.Int64List(value=[index, -index, 2**63 - 1 - index])),
                "empty": feature(float_list=tf.train.FloatList()),
            }
        )
    )
    for index in range(4)
]
with tf.io.TFRecordWriter(str(HERE / "examples.tfrecord")) as writer:
    for example in examples:
        writer.write(example.SerializeToString(deterministic=True))

lines = [f'  "{name}": [\n' + ",\n".join("    " + json.dumps(row) for row in rows) + "\n  ]" for name, rows in cases.items()]
(HERE / "datasets.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
