"""Early in training a CTC model answers with the blank at every step."""

from snippets.pitfalls.guessed_alignment import ctc, read, train, words

for epochs in (1, 20, 50, 200):
    log_p = train(ctc, epochs)
    blank = (log_p.argmax(dim=2) == 0).double().mean()
    loss = ctc(log_p[:64], words[:64])
    print(f"{epochs}: loss {loss:.2f}, blank {blank:.2f}", read(log_p)[0])
    #> 1: loss 4.73, blank 1.00 []
    #> 20: loss 1.76, blank 1.00 []
    #> 50: loss 0.83, blank 0.81 [1, 4, 2]
    #> 200: loss 0.06, blank 0.80 [1, 4, 2, 1]
