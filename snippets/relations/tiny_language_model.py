"""A tiny language model, with the targets shifted and with them not."""

import torch
from torch import nn

from snippets.losses.token_cross_entropy import token_cross_entropy

torch.set_default_dtype(torch.float64)
text = """the loss of a word is the log of how few words could stand there .
a model that knows the next word pays little , and a model that knows nothing
pays the log of the number of words . the mean of what it pays is the loss of
the text . the next word is not the word itself , and a model that sees the word
pays nothing and knows nothing ."""
text = text.split()
words = sorted(set(text))
tokens = torch.tensor([words.index(word) for word in text]).unsqueeze(0)


class Model(nn.Module):
    """A word in, scores of all words out."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(len(words), 16)
        self.memory = nn.GRU(16, 32, batch_first=True)
        self.out = nn.Linear(32, len(words))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.out(self.memory(self.embedding(tokens))[0])


print(f"{len(text)} words, {len(words)} of them different")
#> 76 words, 31 of them different
for shift in (False, True):
    torch.manual_seed(0)
    model = Model()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(100):
        logits = model(tokens)
        loss = token_cross_entropy(logits, tokens, shift=shift)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    written = tokens[:, :2]
    for _ in range(8):
        following = model(written)[:, -1].argmax(dim=-1)
        written = torch.cat([written, following[:, None]], dim=1)
    sentence = " ".join(words[token] for token in written[0])
    print(f"shift={shift}: perplexity {loss.exp():.2f}")
    #> shift=False: perplexity 1.00
    #> shift=True: perplexity 1.00
    print(f"    {sentence}")
    #>     the loss loss loss loss loss loss loss loss loss
    #>     the loss of a word is the log of how
