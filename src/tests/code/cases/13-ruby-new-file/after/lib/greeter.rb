class Greeter
  def greet(name)
    puts "Hello #{name}"
  end
end
