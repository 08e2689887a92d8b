namespace TorchSharp;

/// <summary>A binary heap of the nodes that have received a gradient, deepest first.</summary>
internal sealed class BackwardQueue
{
    private Node[] heap = new Node[64];

    /// <summary>Nodes waiting.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a backward is using the queue.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Adds a node unless it waits already.</summary>
    public void Add(Node node)
    {
        if (node.QueuePosition >= 0)
            return;
        if (Count == heap.Length)
            Array.Resize(ref heap, heap.Length * 2);
        Place(node, Count++);
        Up(node.QueuePosition);
    }

    /// <summary>Removes and returns the deepest node.</summary>
    public Node Take()
    {
        var top = heap[0];
        top.QueuePosition = -1;
        var last = heap[--Count];
        heap[Count] = null!;
        if (Count > 0)
        {
            Place(last, 0);
            Down(0);
        }
        return top;
    }

    /// <summary>Forgets all waiting nodes and their gradients, after a backward that failed.</summary>
    public void Clear()
    {
        while (Count > 0)
            Take().Abandon();
    }

    private void Place(Node node, int position)
    {
        heap[position] = node;
        node.QueuePosition = position;
    }

    private void Up(int position)
    {
        var node = heap[position];
        while (position > 0 && heap[(position - 1) / 2].Depth < node.Depth)
        {
            Place(heap[(position - 1) / 2], position);
            position = (position - 1) / 2;
        }
        Place(node, position);
    }

    private void Down(int position)
    {
        var node = heap[position];
        while (true)
        {
            var child = position * 2 + 1;
            if (child >= Count)
                break;
            if (child + 1 < Count && heap[child + 1].Depth > heap[child].Depth)
                child++;
            if (heap[child].Depth <= node.Depth)
                break;
            Place(heap[child], position);
            position = child;
        }
        Place(node, position);
    }
}
