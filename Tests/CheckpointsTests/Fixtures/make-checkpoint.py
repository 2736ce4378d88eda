#!/usr/bin/env python3
"""Writes tensorflow/ckpt-1 beside this file with TensorFlow itself: a checkpoint with every type of element that tensors have.

    pip install tensorflow-cpu    # 2.21 wrote what is here
    python3 make-checkpoint.py
"""
import os
import shutil

import numpy as np
import tensorflow as tf

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tensorflow")
shutil.rmtree(folder, ignore_errors=True)

model = tf.Module()
model.blocks = [tf.Module() for _ in range(2)]
for index, block in enumerate(model.blocks):
    block.weight = tf.Variable(np.arange(6, dtype=np.float32).reshape(2, 3) + index)
types = tf.Module()
for name in ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
             "float16", "bfloat16", "float32", "float64"]:
    setattr(types, name, tf.Variable(tf.cast(tf.constant([1, 0, 1]), name)))
types.empty = tf.Variable(tf.zeros([0, 3]))
types.texts = tf.Variable(["abc", "", "x" * 200])
state = tf.train.Checkpoint(model=model, types=types, step=tf.Variable(500, dtype=tf.int64))
state.save(os.path.join(folder, "ckpt"))
