"""Serves one model on a free port of this machine with xllamacpp: llama.cpp's own server in a prebuilt package.

arguments: MODEL CONTEXT_TOKENS THREADS ALIAS; the key that requests must show is in LLAMA_API_KEY.
It prints the address when the model is loaded, and ends when standard input is closed: that is when Supbot goes,
however it goes.
"""
import os
import sys
import threading


def end_with_supbot():
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_supbot, daemon=True).start()

import xllamacpp  # noqa: E402  takes a while; the thread above must be watching by then

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx = int(sys.argv[2])
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = int(sys.argv[3])
params.model_alias = {sys.argv[4]}
params.api_keys = [os.environ.pop("LLAMA_API_KEY")]
params.hostnames = ["127.0.0.1"]
params.port = 0  # the system chooses; the address is printed below
params.n_parallel = 1
params.n_batch = params.n_ubatch = 256  # a stop is noticed between two batches: about 4 s on 2 cores
params.cache_ram_mib = 256  # prompts of other conversations, to go on with them quickly
params.endpoint_slots = False
params.ui = False

server = xllamacpp.Server(params)
print("listening on", server.listening_address, flush=True)
threading.Event().wait()
