"""A worker without a framework, whose every reply is known; options make it misbehave."""

import argparse
import json
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--cache", required=True)
parser.add_argument("--step", type=float, default=2.0, help="milliseconds that every step claims to take")
parser.add_argument("--loss", type=float, default=1.0)
parser.add_argument("--workloads", nargs="*", default=["lenet-b128"])
parser.add_argument("--fault", choices=["none", "dies", "noise", "silent", "short", "error"], default="none")
arguments = parser.parse_args()

for line in sys.stdin:
    words = line.split()
    if words == ["quit"]:
        break
    if words == ["list"]:
        reply = {"versions": {"fake": "1"}, "workloads": arguments.workloads}
    else:
        if arguments.fault == "dies":
            sys.exit("the reason on standard error")
        if arguments.fault == "silent":
            time.sleep(60)
        count = int(words[2]) - (arguments.fault == "short")
        reply = {"milliseconds": [arguments.step] * count, "processorMilliseconds": 1.5, "values": [arguments.loss] * count}
        if arguments.fault == "error":
            reply = {"error": "out of patience"}
    print("not JSON" if arguments.fault == "noise" and words != ["list"] else json.dumps(reply), flush=True)
